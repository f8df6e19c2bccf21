/** The enumerations of the simulated market, as a file of the format that the vendor uses. A few values of each. */
export const ownEnums = `
!tag Filename    SIMULATOR.ENUMS
!tag Desc        A few values of the enumerated fields that the simulator knows of
!tag Type        2
!tag RT_Version  1.0
!tag DT_Version  1.0
!
RDN_EXCHID     4
RDN_EXCHD2  1709
!
! VALUE      DISPLAY   MEANING
      0        "   "   undefined
      1        "ASE"   NYSE American
      2        "NYS"   New York Stock Exchange
      3        "BOS"   Boston Stock Exchange
!
PRCTCK_1      14
!
      0          " "   no tick
      1         #DE#   up tick
      2         #FE#   down tick
      3          " "   unchanged tick
!
CURRENCY      15
!
      0        "   "   undefined
     36        "AUD"   Australian Dollar
    124        "CAD"   Canadian Dollar
    392        "JPY"   Japanese Yen
    756        "CHF"   Swiss Franc
    826        "GBP"   British Pound
    840        "USD"   US Dollar
    978        "EUR"   Euro
!
ORDER_SIDE  3428
!
      0        "   "   undefined
      1        "BID"   bid
      2        "ASK"   ask
`
