social-off = Er is geen sociaal netwerk ingesteld. Noem je Mastodon-server onder skills.social in de instellingen.
social-unreachable = Je sociale netwerk is nu onbereikbaar, of het weigert.
social-ask-message = Wat zal ik plaatsen?
social-posted = Geplaatst.
social-nothing = Er is niets nieuws.
social-post = { $name }: { $text }
social-action-post = dit plaatsen: “{ $text }”
social-action-read = voorlezen wat er nieuw is
