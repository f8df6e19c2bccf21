/** The fields of the simulated market, as a file of the format that the vendor uses. */
export const ownFields = `
!tag Filename  SIMULATOR.FIELDS
!tag Desc      The fields that the simulator knows of
!tag Type      1
!tag Version   1.0
!tag DictionaryId 1
!ACRONYM    DDE ACRONYM          FID  RIPPLES TO  FIELD TYPE    LENGTH   RWF TYPE      RWF LEN
PROD_PERM   "PERMISSION"             1  NULL       INTEGER       5        UINT64         2
RDNDISPLAY  "DISPLAYTEMPLATE"        2  NULL       INTEGER       3        UINT64         1
DSPLY_NAME  "DISPLAY NAME"           3  NULL       ALPHANUMERIC  16       RMTES_STRING  16
RDN_EXCHID  "IDN EXCHANGE ID"        4  NULL       ENUMERATED    3 ( 3 )  ENUM           1
TIMACT      "TIME OF UPDATE"         5  NULL       TIME          5        TIME           5
TRDPRC_1    "LAST"                   6  TRDPRC_2   PRICE         17       REAL64         7
TRDPRC_2    "LAST 1"                 7  TRDPRC_3   PRICE         17       REAL64         7
TRDPRC_3    "LAST 2"                 8  TRDPRC_4   PRICE         17       REAL64         7
TRDPRC_4    "LAST 3"                 9  TRDPRC_5   PRICE         17       REAL64         7
TRDPRC_5    "LAST 4"                10  NULL       PRICE         17       REAL64         7
NETCHNG_1   "NET CHANGE"            11  NULL       PRICE         17       REAL64         7
HIGH_1      "TODAY'S HIGH"          12  NULL       PRICE         17       REAL64         7
LOW_1       "TODAY'S LOW"           13  NULL       PRICE         17       REAL64         7
PRCTCK_1    "TICK:UP/DOWN"          14  NULL       ENUMERATED    2 ( 1 )  ENUM           1
CURRENCY    "CURRENCY"              15  NULL       ENUMERATED    5 ( 3 )  ENUM           2
TRADE_DATE  "TRADE DATE"            16  NULL       DATE          11       DATE           4
ACTIV_DATE  "ACTIVE DATE"           17  NULL       DATE          11       DATE           4
TRDTIM_1    "TRADE TIME"            18  NULL       TIME          5        TIME           5
OPEN_PRC    "OPENING PRICE"         19  NULL       PRICE         17       REAL64         7
HST_CLOSE   "HISTORIC CLOSE"        21  NULL       PRICE         17       REAL64         7
BID         "BID"                   22  BID_1      PRICE         17       REAL64         7
BID_1       "BID 1"                 23  BID_2      PRICE         17       REAL64         7
BID_2       "BID 2"                 24  NULL       PRICE         17       REAL64         7
ASK         "ASK"                   25  ASK_1      PRICE         17       REAL64         7
ASK_1       "ASK 1"                 26  ASK_2      PRICE         17       REAL64         7
ASK_2       "ASK 2"                 27  NULL       PRICE         17       REAL64         7
NEWS        "NEWS"                  28  NULL       ALPHANUMERIC  4        RMTES_STRING   4
NEWS_TIME   "NEWS TIME"             29  NULL       TIME          5        TIME           5
BIDSIZE     "BID SIZE"              30  NULL       INTEGER       15       REAL64         7
ASKSIZE     "ASK SIZE"              31  NULL       INTEGER       15       REAL64         7
ACVOL_1     "VOL ACCUMULATED"       32  NULL       INTEGER       15       REAL64         7
EARNINGS    "EARNINGS"              34  NULL       PRICE         17       REAL64         7
YIELD       "YIELD"                 35  NULL       PRICE         17       REAL64         7
PERATIO     "PRICE EARNINGS"        36  NULL       PRICE         17       REAL64         7
EXDIVDATE   "EX DIVIDEND DATE"      39  NULL       DATE          11       DATE           4
TRD_UNITS   "TRADING UNITS"         53  NULL       ENUMERATED    3 ( 4 )  ENUM           1
PCTCHNG     "PERCENT CHANGE"        56  NULL       PRICE         17       REAL64         7
OPEN_BID    "OPENING BID"           57  NULL       PRICE         17       REAL64         7
OPEN_ASK    "OPENING ASK"           59  NULL       PRICE         17       REAL64         7
CLOSE_BID   "CLOSING BID"           60  NULL       PRICE         17       REAL64         7
CLOSE_ASK   "CLOSING ASK"           61  NULL       PRICE         17       REAL64         7
OPINT_1     "OPEN INTEREST"         64  NULL       INTEGER       15       REAL64         7
OPINTNC     "OPEN INTEREST NC"      65  NULL       INTEGER       15       REAL64         7
STRIKE_PRC  "STRIKE PRICE"          66  NULL       PRICE         17       REAL64         7
EXPIR_DATE  "EXPIRY DATE"           67  NULL       DATE          11       DATE           4
MATUR_DATE  "MATURITY DATE"         68  NULL       DATE          11       DATE           4
COUPN_RATE  "COUPON RATE"           69  NULL       PRICE         17       REAL64         7
SETTLE      "SETTLEMENT"            70  NULL       PRICE         17       REAL64         7
DIVIDEND    "DIVIDEND"              71  NULL       PRICE         17       REAL64         7
UPLIMIT     "UPPER LIMIT"           75  NULL       PRICE         17       REAL64         7
LOLIMIT     "LOWER LIMIT"           76  NULL       PRICE         17       REAL64         7
NUM_MOVES   "NUMBER OF MOVES"       77  NULL       INTEGER       15       REAL64         7
OFFCL_CODE  "OFFICIAL CODE"         78  NULL       ALPHANUMERIC  12       RMTES_STRING  12
HSTCLSDATE  "HIST CLOSE DATE"       79  NULL       DATE          11       DATE           4
YRHIGH      "YEAR HIGH"             90  NULL       PRICE         17       REAL64         7
YRLOW       "YEAR LOW"              91  NULL       PRICE         17       REAL64         7
BID_NET_CH  "BID NET CHANGE"       114  NULL       PRICE         17       REAL64         7
TRDVOL_1    "LAST VOLUME"          178  NULL       INTEGER       15       REAL64         7
ROW64_1     "ROW 64 1"             215  NULL       ALPHANUMERIC  64       RMTES_STRING  64
RECORDTYPE  "RECORD TYPE"          259  NULL       INTEGER       3        UINT64         1
SALTIM      "SALE TIME"            379  NULL       TIME_SECONDS  8        TIME           5
BCAST_REF   "BROADCAST REF"        728  NULL       ALPHANUMERIC  22       ASCII_STRING  22
QUOTIM      "QUOTE TIME"          1025  NULL       TIME_SECONDS  8        TIME           5
ADJUST_CLS  "ADJUSTED CLOSE"      1465  NULL       PRICE         17       REAL64         7
RDN_EXCHD2  "EXCHANGE ID 2"       1709  NULL       ENUMERATED    5 ( 3 )  ENUM           2
OFF_CLOSE   "OFFICIAL CLOSE"      3372  NULL       PRICE         17       REAL64         7
QUOTE_DATE  "QUOTE DATE"          3386  NULL       DATE          11       DATE           4
VWAP        "VWAP"                3404  NULL       PRICE         17       REAL64         7
PROV_SYMB   "PROVIDER SYMBOL"     3422  NULL       ALPHANUMERIC  21       RMTES_STRING  21
ORDER_ID    "ORDER ID"            3426  NULL       ALPHANUMERIC  22       RMTES_STRING  22
ORDER_PRC   "ORDER PRICE"         3427  NULL       PRICE         17       REAL64         7
ORDER_SIDE  "ORDER SIDE"          3428  NULL       ENUMERATED    3 ( 3 )  ENUM           1
ORDER_SIZE  "ORDER SIZE"          3429  NULL       INTEGER       15       REAL64         7
NO_ORD      "NUMBER OF ORDERS"    3430  NULL       INTEGER       15       UINT64         5
QUOTIM_MS   "QUOTE TIME IN MS"    3855  NULL       INTEGER       15       UINT64         5
ACC_SIZE    "ACCUMULATED SIZE"    4356  NULL       INTEGER       15       REAL64         7
SIM_CODE    "SIMULATOR CODE"        -1  NULL       ALPHANUMERIC  12       ASCII_STRING  12
SIM_RATIO   "SIMULATOR RATIO"       -2  NULL       NUMERIC       17       DOUBLE         8
SIM_STAMP   "SIMULATOR STAMP"       -3  NULL       ALPHANUMERIC  30       DATETIME      12
`
