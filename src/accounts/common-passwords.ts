/**
 * Pass phrases of twelve characters and more that everybody tries first: keyboard rows, counting, doubled favourites, and what lies
 * near for people who work here. Compared in lower case without blanks and punctuation at the ends.
 */
export const commonPasswords: ReadonlySet<string> = new Set([
  '123456789012', '1234567890123', '12345678901234', '123456789123', '123456123456', '012345678901', '987654321098', '111111222222', '121212121212', '123123123123', '112233445566',
  '1q2w3e4r5t6y', '1q2w3e4r5t6z', '1qaz2wsx3edc', 'q1w2e3r4t5y6', 'q1w2e3r4t5z6', 'qwertyuiop12', 'qwertyuiop123', 'qwertzuiop12', 'qwertzuiop123', 'qwertzuiopue', 'qwertzuiopasdfghjkl',
  'qwertyuiopasdfghjkl', 'asdfghjklqwertz', 'asdfghjkl123', 'yxcvbnmasdfghjkl', 'abcdefghijkl', 'abcdefghijklm', 'abcdefgh1234', 'abcd1234abcd', 'abc123abc123', 'aaaaaaaaaaaa',
  'passwortpasswort', 'passwort1234', 'passwort12345', 'passwort123456', 'meinpasswort', 'meinpasswort1', 'meinpasswort123', 'neuespasswort', 'neuespasswort1', 'neuespasswort123', 'geheimespasswort',
  'sicherespasswort', 'standardpasswort', 'startpasswort', 'startpasswort1', 'initialpasswort', 'testpasswort', 'testpasswort1', 'adminpasswort', 'administrator', 'administrator1', 'administrator123',
  'kennwortkennwort', 'kennwort1234', 'kennwort12345', 'kennwort123456', 'meinkennwort', 'meinkennwort1', 'neueskennwort', 'geheimgeheim', 'geheim123456', 'changemechangeme',
  'passwordpassword', 'password1234', 'password12345', 'password123456', 'password1password1', 'mypassword123', 'newpassword1', 'iloveyou1234', 'letmeinletmein', 'welcome12345', 'welcome123456',
  'willkommen12', 'willkommen123', 'willkommen1234', 'willkommen2025', 'willkommen2026', 'hallohallohallo', 'hallo1234567', 'ichliebedich', 'ichliebedich1', 'schatzschatz', 'sommersommer', 'wintersommer',
  'sommer202512', 'sommerurlaub', 'fruehling2026', 'fussballfussball', 'bayernmuenchen', 'borussiadortmund', 'schalke04schalke', 'superman1234', 'dragondragon', 'monkeymonkey', 'sunshine1234', 'princess1234',
  'praeventionskette', 'präventionskette', 'praeventionskette1', 'präventionskette1', 'familienbüro', 'familienbuero', 'familienbuero1', 'familienzentrum', 'familienzentrum1', 'jugendamt123', 'jugendamt1234',
  'stadtverwaltung', 'stadtverwaltung1', 'gemeindeverwaltung', 'kreisverwaltung', 'lueckenlosdemo', 'lueckenlos123', 'lueckenlos1234', 'lückenlos123', 'lückenlos1234', 'kindergarten', 'kindergarten1', 'kindertagesstaette',
  'landkreis1234', 'rathausrathaus', 'buergermeister', 'bürgermeister', 'koordination1', 'sachbearbeitung', 'verwaltung123', 'verwaltung1234', 'deutschland1', 'deutschland123', 'niedersachsen', 'nordrheinwestfalen',
]);
