home-none = Não há nenhuma casa ligada. Configura-se em skills.home.
home-unreachable = Não consigo contactar a sua casa agora.
home-ask-color_type = De que cor?
home-light-on = { $named ->
    [yes] Luz acesa: { $area }.
   *[no] A luz está acesa.
}
home-light-off = { $named ->
    [yes] Luz apagada: { $area }.
   *[no] A luz está apagada.
}
home-light-up = Mais claro agora.
home-light-down = Mais escuro agora.
home-light-color = A luz agora é { $color }.
home-plug-on = A tomada está ligada.
home-plug-off = A tomada está desligada.
home-clean = O aspirador está a caminho.
home-coffee = O café está a ser feito.
home-action-light-on = acender a luz
home-action-light-off = apagar a luz
home-action-light-up = aumentar a luz
home-action-light-down = diminuir a luz
home-action-light-color = mudar a cor da luz
home-action-plug-on = ligar a tomada
home-action-plug-off = desligar a tomada
home-action-clean = pôr o aspirador a trabalhar
home-action-coffee = fazer café
home-action-marked = { $switch ->
    [on] ligar { $names }
    [off] desligar { $names }
   *[other] controlar { $names }
}
home-unknown = { $named ->
    [yes] Não conheço nada assim: { $area }.
   *[no] Não conheço nada assim na sua casa.
}
home-which = Qual: { $choices }?
