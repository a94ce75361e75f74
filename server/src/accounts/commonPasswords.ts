/**
 * The stems of the commonest passwords of twelve characters and more, in French and in English, as public lists of
 * leaked ones show them: letters and digits only, lower case, without digits at either end. Shorter ones are refused
 * by their length already.
 */
const stems = `
motdepasse motdepassemotdepasse monmotdepasse nouveaumotdepasse password passwordpassword mypassword newpassword thisismypassword passw0rd p4ssword
azerty azertyuiop azertyuiopqsdfghjklm qsdfghjklm wxcvbn azertyazerty azertyqsdfgh qwerty qwertyuiop qwertyuiopasdfghjkl qwertyqwerty asdfghjkl asdfghjklqwertyuiop zxcvbnm qazwsxedc qazwsxedcrfv azeqsdwxc
bonjour bonjourbonjour bonjourlemonde bienvenue bienvenuebienvenue welcome welcomewelcome welcometohospital jetaime jetaimejetaime jetaimemonamour iloveyou iloveyouiloveyou iloveyouforever
administrateur administrator adminadmin adminadminadmin admin adminpassword rootroot changeme changemenow changemoi changezmoi letmein letmeinletmein secret secretsecret
hopital hopitalhopital clinique medecin docteur infirmiere oncologie cancerologie teleconsultation telemedecine consultation hospital doctor oncology centrehospitalier
soleil soleilsoleil chocolat chocolatchocolat doudou doudoudoudou princesse princesseprincesse marseille olympiquedemarseille parissaintgermain football footballfootball liverpool
sunshine princess superman superman batmanbatman starwars dragondragon monkeymonkey trustno computer ordinateur internet qwertyuiopasdfghjklzxcvbnm abcdefghijkl abcdefghijklmn abcdefghijklmnop abcdefghijklmnopqrstuvwxyz abcdef
correcthorsebatterystaple loremipsumdolor unmotdepassesolide monsupermotdepasse mercibeaucoup sesameouvretoi ouvretoi
`
const digits = '123456789012 1234567890123 12345678901234 123456789123 123456789012345 1234567890123456 0123456789012 987654321098 987654321987 112233445566 102030405060 147258369147 159753159753 123123123123 121212121212 123454321234 246813579246 314159265358 101112131415 1q2w3e4r5t6y 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1a2b3c4d5e6f a1b2c3d4e5f6 q1w2e3r4t5y6 azerty123456 qwerty123456 password1234'
export const commonPasswords: ReadonlySet<string> = new Set(`${stems} ${digits}`.split(/\s+/).filter(Boolean))
