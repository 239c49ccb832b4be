home-none = Er is geen huis verbonden. Dat kan in de instellingen onder skills.home.
home-unreachable = Ik kan je huis nu niet bereiken.
home-ask-color_type = Welke kleur?
home-light-on = { $named ->
    [yes] Licht aan: { $area }.
   *[no] Het licht is aan.
}
home-light-off = { $named ->
    [yes] Licht uit: { $area }.
   *[no] Het licht is uit.
}
home-light-up = Nu lichter.
home-light-down = Nu donkerder.
home-light-color = Het licht is nu { $color }.
home-plug-on = Het stopcontact is aan.
home-plug-off = Het stopcontact is uit.
home-clean = De stofzuiger is onderweg.
home-coffee = De koffie wordt gezet.
home-action-light-on = het licht aandoen
home-action-light-off = het licht uitdoen
home-action-light-up = het licht feller maken
home-action-light-down = het licht dimmen
home-action-light-color = de kleur van het licht veranderen
home-action-plug-on = het stopcontact aanzetten
home-action-plug-off = het stopcontact uitzetten
home-action-clean = de stofzuiger starten
home-action-coffee = koffie zetten
home-action-marked = { $switch ->
    [on] { $names } aanzetten
    [off] { $names } uitzetten
   *[other] { $names } bedienen
}
home-unknown = { $named ->
    [yes] Zoiets ken ik hier niet: { $area }.
   *[no] Zoiets ken ik niet in je huis.
}
home-which = Welk apparaat: { $choices }?
