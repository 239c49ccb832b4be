currency-off = Döviz kurları için bir ağ hizmeti gerekir. Ayarlarda skills.currency altında izin verin.
currency-which = Hangi para birimi?
currency-unreachable = Döviz kurlarına şu anda ulaşamıyorum.
currency-is = { $amount }, { $result } eder.
currency-action = bunu çevirmek
