home-none = No hay ninguna casa conectada. Se configura en skills.home.
home-unreachable = Ahora no puedo conectar con tu casa.
home-ask-color_type = ¿Qué color?
home-light-on = { $named ->
    [yes] Luz encendida: { $area }.
   *[no] La luz está encendida.
}
home-light-off = { $named ->
    [yes] Luz apagada: { $area }.
   *[no] La luz está apagada.
}
home-light-up = Más claro.
home-light-down = Más tenue.
home-light-color = La luz ahora es { $color }.
home-plug-on = El enchufe está encendido.
home-plug-off = El enchufe está apagado.
home-clean = La aspiradora ya va.
home-coffee = El café se está haciendo.
home-action-light-on = encender la luz
home-action-light-off = apagar la luz
home-action-light-up = subir la luz
home-action-light-down = bajar la luz
home-action-light-color = cambiar el color de la luz
home-action-plug-on = encender el enchufe
home-action-plug-off = apagar el enchufe
home-action-clean = poner en marcha la aspiradora
home-action-coffee = hacer café
home-action-marked = { $switch ->
    [on] encender { $names }
    [off] apagar { $names }
   *[other] controlar { $names }
}
home-unknown = { $named ->
    [yes] No conozco nada así: { $area }.
   *[no] No conozco nada así en tu casa.
}
home-which = ¿Cuál: { $choices }?
