volume-none = Não consigo mudar o volume deste aparelho.
volume-ask-change_amount = Que volume, de zero a cem?
volume-muted = Sem som.
volume-level = Volume a { $level } por cento.
volume-action-up = aumentar o volume
volume-action-down = baixar o volume
volume-action-mute = tirar o som
volume-action-other = ajustar o volume
