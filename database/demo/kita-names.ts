/** Given names and family names that go together in a plain way; whoever carries such a name in truth is not meant. */
export const givenNames = {
  de: ['Emma', 'Mia', 'Hannah', 'Lina', 'Ella', 'Frieda', 'Ida', 'Lotta', 'Greta', 'Marie', 'Jonna', 'Merle', 'Thea', 'Paula', 'Noah', 'Ben', 'Finn', 'Paul', 'Emil', 'Henry', 'Jakob', 'Anton', 'Theo', 'Oskar', 'Mats', 'Jonte', 'Karl', 'Levi', 'Jörn', 'Zoé'],
  tr: ['Defne', 'Elif', 'Zeynep', 'Asya', 'Eylül', 'Ömer', 'Yusuf', 'Kerem', 'Emir', 'Çınar', 'Ayşe', 'Gökçe'],
  ar: ['Layan', 'Mariam', 'Nour', 'Sara', 'Yara', 'Adam', 'Omar', 'Karim', 'Zain', 'Sami', 'Hiba', 'Rayan'],
  uk: ['Sofija', 'Solomija', 'Zlata', 'Darija', 'Mark', 'Danylo', 'Tymofij', 'Matvij', 'Myroslava', 'Nazar'],
  ru: ['Arina', 'Polina', 'Varvara', 'Artjom', 'Maxim', 'Timur', 'Kira', 'Lev'],
  en: ['Grace', 'Amara', 'Chidi', 'Joy', 'Samuel', 'Esther', 'Daniel', 'Abena'],
} as const;

export const parentNames = {
  de: ['Anna', 'Katharina', 'Julia', 'Sandra', 'Nele', 'Wiebke', 'Stefan', 'Jan', 'Matthias', 'Timo', 'Björn', 'Kerstin', 'Svenja', 'Malte', 'Inga'],
  tr: ['Fatma', 'Emine', 'Hatice', 'Mehmet', 'Murat', 'Serkan', 'Özlem', 'Yasemin'],
  ar: ['Amal', 'Rania', 'Fadi', 'Khaled', 'Samira', 'Bassam'],
  uk: ['Olena', 'Iryna', 'Tetjana', 'Andrij', 'Wolodymyr', 'Halyna'],
  ru: ['Natalja', 'Jelena', 'Igor', 'Dmitrij', 'Swetlana'],
  en: ['Blessing', 'Patience', 'Emmanuel', 'Kwame', 'Ruth'],
} as const;

export const familyNames = {
  de: ['Ahrens', 'Bode', 'Brinkmann', 'Dörrie', 'Ebeling', 'Fricke', 'Gehrke', 'Hagemann', 'Heuer', 'Jürgens', 'Kassebaum', 'Kreipe', 'Lüders', 'Meyerhoff', 'Niemeyer', 'Oelkers', 'Pape', 'Quast', 'Rösemann', 'Sürig',
    'Tegtmeier', 'Uhde', 'Voges', 'Wedekind', 'Zimmer', 'Aue-Struck', 'Behnsen', 'Groß', 'Thörel', 'von der Leinemark'],
  tr: ['Aydın', 'Çelik', 'Demirtaş', 'Güneş', 'Kılıç', 'Öztürk', 'Şahin', 'Yıldız'],
  ar: ['Al-Hamad', 'Barakat', 'Darwish', 'Haddad', 'Khalil', 'Nasser', 'Saleh'],
  uk: ['Bondarenko', 'Hrytsenko', 'Kovalchuk', 'Melnyk', 'Polishchuk', 'Tkachenko'],
  ru: ['Fjodorow', 'Kusnezowa', 'Lebedew', 'Morosowa', 'Sokolow'],
  en: ['Adeyemi', 'Boateng', 'Mensah', 'Okafor', 'Owusu'],
} as const;
