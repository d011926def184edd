import type { Family } from "../families.ts";

/** What follows from what somebody looked at, and smaller campaigns. */
export const journeyFamilies: readonly Family[] = [
  {
    stem: "hero.boots-return",
    type: "type.hero",
    channel: "web",
    tier: "variable",
    shared: { link: "/stiefel/berater", picture: "/images/boot-fitting.avif" },
    aiLabel: "Order chosen by a model",
    in: {
      de: {
        label: "Stiefel angesehen: Hero",
        words: {
          headline: "Noch unsicher bei den Stiefeln?",
          body: "Vier Fragen, dann weißt du, welcher Leisten zu deinem Fuß passt.",
          button: "Mehr erfahren",
          pictureWords: "Fuß wird in der Filiale vermessen",
        },
      },
      uk: {
        label: "Looked at boots: hero",
        words: {
          headline: "Still unsure about boots?",
          body: "Four questions, and you know which last fits your foot.",
          button: "Read more",
          pictureWords: "A foot being measured in a store",
        },
      },
      jp: {
        label: "登山靴を閲覧: ヒーロー",
        words: {
          headline: "登山靴選びに迷ったら",
          body: "4つの質問で、足に合う木型がわかります。",
          button: "詳しく見る",
          pictureWords: "店舗で足を測るようす",
        },
      },
    },
  },
  {
    stem: "sms.back-in-stock",
    type: "type.sms",
    channel: "sms",
    tier: "variable",
    shared: { link: "/merkliste" },
    in: {
      de: {
        label: "Wieder da: SMS",
        words: {
          text: "{{first_name|Hallo}}, der Stiefel auf deiner Merkliste ist wieder da. Wir legen ihn 48 Stunden zurück:",
        },
      },
      uk: {
        label: "Back in stock: SMS",
        words: { text: "{{first_name|Hello}}, the boot on your list is back. We hold it for 48 hours:" },
      },
      jp: { label: "再入荷: SMS", words: { text: "お気に入りの登山靴が再入荷しました。48時間お取り置きします:" } },
    },
  },
  {
    stem: "strip.trail-poles",
    type: "type.strip",
    channel: "web",
    tier: "campaign",
    shared: { link: "/trailrunning/stoecke" },
    in: {
      de: {
        label: "Trail: Streifen Stöcke",
        words: { line: "Leichter bergauf: Faltstöcke ab 190 Gramm.", linkWords: "Zu den Stöcken" },
      },
      uk: {
        label: "Trail: poles strip",
        words: { line: "Uphill made lighter: folding poles from 190 grams.", linkWords: "See the poles" },
      },
      jp: {
        label: "トレイル: ポールの帯",
        words: { line: "登りを軽く。190グラムの折りたたみポール。", linkWords: "ポールを見る" },
      },
    },
  },
  {
    stem: "teaser.trail-shoes",
    type: "type.teaser",
    channel: "web",
    tier: "campaign",
    shared: { link: "/trailrunning/schuhe", picture: "/images/trail-shoe.avif" },
    in: {
      de: {
        label: "Trail: Teaser Schuhe",
        words: {
          headline: "Grip für nasse Wurzeln",
          body: "Unser leichtester Trailschuh, 250 Gramm, mit neuer Sohle.",
          pictureWords: "Laufschuh auf nassem Waldboden",
        },
      },
      uk: {
        label: "Trail: shoes teaser",
        words: {
          headline: "Grip on wet roots",
          body: "Our lightest trail shoe, 250 grams, with a new sole.",
          pictureWords: "A running shoe on wet ground",
        },
      },
      jp: {
        label: "トレイル: シューズのティーザー",
        words: {
          headline: "濡れた木の根でも滑りにくい",
          body: "250グラム、当社で最も軽いトレイルシューズ。",
          pictureWords: "濡れた林床のシューズ",
        },
      },
    },
  },
  {
    stem: "offer.instalments",
    type: "type.offer",
    channel: "web",
    tier: "campaign",
    shared: { link: "/ratenkauf", picture: "/images/full-kit.avif" },
    untilDay: 19,
    in: {
      de: {
        label: "Ratenkauf: Angebot",
        words: {
          headline: "Zelt heute, zahlen bis zum Winter",
          body: "Ab 199 Euro in zehn Monatsraten. Ohne Zinsen, ohne Gebühr.",
          claim: "0 % Zinsen, 10 Monatsraten",
          pictureWords: "Ausgelegte Ausrüstung für drei Tage",
        },
      },
      uk: {
        label: "Instalments: offer",
        words: {
          headline: "The tent today, paid by winter",
          body: "From £199 in ten monthly payments. No interest, no fee.",
          claim: "0% interest, ten payments",
          pictureWords: "Kit laid out for three days",
        },
      },
      jp: {
        label: "分割払い: 案内",
        words: {
          headline: "テントは今、支払いは冬までに",
          body: "19,900円以上のお買い物を10回払いで。金利手数料はかかりません。",
          claim: "金利0%、10回払い",
          pictureWords: "3日分の装備一式",
        },
      },
    },
  },
  {
    stem: "hero.winter-clearance",
    type: "type.hero",
    channel: "web",
    tier: "campaign",
    shared: { link: "/winter/rest", picture: "/images/snow-melting.avif" },
    fromDay: -60,
    untilDay: -4,
    in: {
      de: {
        label: "Winterrest: Hero",
        words: {
          headline: "Was vom Winter übrig ist",
          body: "Letzte Größen von Schneeschuhen, Daunen und Stulpen.",
          button: "Zur Auswahl",
          pictureWords: "Schmelzender Schnee auf einem Dach",
        },
      },
      uk: {
        label: "Winter clearance: hero",
        words: {
          headline: "What is left of winter",
          body: "Last sizes of snowshoes, down and gaiters.",
          button: "See the range",
          pictureWords: "Snow melting on a roof",
        },
      },
    },
  },
  {
    stem: "teaser.kids-shells",
    type: "type.teaser",
    channel: "web",
    tier: "campaign",
    shared: { link: "/kinder/regen", picture: "/images/puddle.avif" },
    in: {
      de: {
        label: "Kinder: Teaser Regenjacken",
        words: {
          headline: "Pfützen sind zum Springen da",
          body: "Regenjacken, die zwei Größen mitwachsen.",
          pictureWords: "Kind springt in eine Pfütze",
        },
      },
      uk: {
        label: "Kids: rain jackets teaser",
        words: {
          headline: "Puddles are for jumping",
          body: "Rain jackets that grow by two sizes.",
          pictureWords: "A child jumps into a puddle",
        },
      },
      jp: {
        label: "キッズ: レインジャケット",
        words: {
          headline: "水たまりは、飛び込むもの",
          body: "2サイズ分、成長に合わせて調整できます。",
          pictureWords: "水たまりに飛び込む子ども",
        },
      },
    },
  },
  {
    stem: "strip.munich-opening",
    type: "type.strip",
    channel: "web",
    tier: "campaign",
    shared: { link: "/filialen/muenchen" },
    fromDay: -20,
    untilDay: 25,
    in: {
      de: {
        label: "München: Streifen zur Eröffnung",
        words: { line: "Neu am Gärtnerplatz: Filiale mit Werkstatt und Kletterwand.", linkWords: "So kommst du hin" },
      },
    },
  },
  {
    stem: "mail.munich-opening",
    type: "type.mail",
    channel: "email",
    tier: "variable",
    shared: { link: "/filialen/muenchen", picture: "/images/store-front.avif" },
    fromDay: -20,
    untilDay: 25,
    in: {
      de: {
        label: "München: Mail zur Eröffnung",
        words: {
          subject: "Wir sind jetzt am Gärtnerplatz",
          preheader: "Mit Werkstatt, Kletterwand und Kaffee.",
          headline: "München, wir sind da",
          body: "Die neue Filiale hat **drei Etagen**, eine Werkstatt, in die du hineinsehen kannst, und eine Wand zum Probieren.\n\nAm Samstag besohlen wir die ersten fünfzig Paar auf unsere Kosten.",
          button: "Mehr erfahren",
          pictureWords: "Schaufenster am Gärtnerplatz",
        },
      },
    },
  },
];
