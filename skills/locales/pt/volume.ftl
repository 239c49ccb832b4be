volume-none = Não consigo mudar o volume deste aparelho.
volume-ask-change_amount = Que volume, de zero a cem?
volume-muted = Sem som.
volume-level = Volume a { $level } por cento.
volume-action = mudar o volume
