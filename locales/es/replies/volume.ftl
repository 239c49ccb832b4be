volume-none = No puedo cambiar el volumen de este aparato.
volume-ask-change_amount = ¿A qué volumen, de cero a cien?
volume-muted = En silencio.
volume-level = Volumen al { $level } por ciento.
volume-action-up = subir el volumen
volume-action-down = bajar el volumen
volume-action-mute = silenciar el sonido
volume-action-other = ajustar el volumen
