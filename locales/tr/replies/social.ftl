social-off = Ayarlı bir sosyal ağ yok. Ayarlarda skills.social altında Mastodon sunucunuzu belirtin.
social-unreachable = Sosyal ağınıza şu anda ulaşılamıyor ya da reddetti.
social-ask-message = Ne paylaşayım?
social-posted = Paylaşıldı.
social-nothing = Yeni bir şey yok.
social-post = { $name }: { $text }
social-action-post = şunu paylaşmak: “{ $text }”
social-action-read = yenileri okumak
