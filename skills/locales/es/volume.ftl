volume-none = No puedo cambiar el volumen de este aparato.
volume-ask-change_amount = ¿A qué volumen, de cero a cien?
volume-muted = En silencio.
volume-level = Volumen al { $level } por ciento.
volume-action = cambiar el volumen
