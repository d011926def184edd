import type { Family } from "../families.ts";

/** The Ridge Club, our loyalty programme. All of it is personal, so all of it is a variable. */
export const clubFamilies: readonly Family[] = [
  {
    stem: "mail.club-gold",
    type: "type.mail",
    channel: "email",
    tier: "variable",
    shared: { link: "/ridge-club/gold", picture: "/images/gold-pin.avif" },
    in: {
      de: {
        label: "Ridge Club Gold: Mail",
        words: {
          subject: "{{first_name|Hallo}}, dein Gold für ein weiteres Jahr",
          preheader: "Früher dran, länger Rückgabe, eine Besohlung frei.",
          headline: "Danke für die vielen Wege",
          body: "Du bist wieder Gold. Das heißt in diesem Jahr:\n\n- neue Modelle **zwei Tage früher**\n- Rückgabe bis 100 Tage, auch getragen\n- eine Neubesohlung auf unsere Rechnung\n\nDein Stand heute: {{loyalty_points|viele}} Punkte.",
          button: "Zum Ridge Club",
          pictureWords: "Goldene Anstecknadel auf Loden",
        },
      },
      uk: {
        label: "Ridge Club gold: mail",
        words: {
          subject: "{{first_name|Hello}}, gold for another year",
          preheader: "Earlier, longer returns, and one resole on us.",
          headline: "Thank you for all those miles",
          body: "You are gold again. This year that means:\n\n- new models **two days earlier**\n- returns for 100 days, worn or not\n- one resole at our expense\n\nYour balance today: {{loyalty_points|many}} points.",
          button: "Go to Ridge Club",
          pictureWords: "A gold pin on tweed",
        },
      },
      jp: {
        label: "リッジクラブ ゴールド: メール",
        words: {
          subject: "ゴールド会員の更新のお知らせ",
          preheader: "先行販売、返品100日、ソール張り替え1回。",
          headline: "たくさん歩いてくださって、ありがとうございます",
          body: "{{first_name|会員}}さまは今年もゴールドです。\n\n- 新製品を**2日早く**\n- 返品は100日以内、使用後も可\n- ソールの張り替えを1回無料で\n\n本日のポイント: {{loyalty_points|多数}}",
          button: "リッジクラブへ",
          pictureWords: "金色のピンバッジ",
        },
      },
    },
  },
  {
    stem: "teaser.club-silver",
    type: "type.teaser",
    channel: "web",
    tier: "variable",
    shared: { link: "/ridge-club/silber", picture: "/images/silver-pin.avif" },
    in: {
      de: {
        label: "Ridge Club Silber: Teaser",
        words: {
          headline: "Noch ein Stück bis Gold",
          body: "Zwei Einkäufe oder eine Reparatur, dann bist du oben.",
          pictureWords: "Silberne Anstecknadel",
        },
      },
      uk: {
        label: "Ridge Club silver: teaser",
        words: {
          headline: "A little further to gold",
          body: "Two orders or one repair, and you are up there.",
          pictureWords: "A silver pin",
        },
      },
      jp: {
        label: "リッジクラブ シルバー: ティーザー",
        words: {
          headline: "ゴールドまで、あと少し",
          body: "お買い物2回、または修理1回で到達します。",
          pictureWords: "銀色のピンバッジ",
        },
      },
    },
  },
  {
    stem: "push.club-points",
    type: "type.push",
    channel: "push",
    tier: "variable",
    shared: { link: "/ridge-club/punkte" },
    untilDay: 6,
    in: {
      de: {
        label: "Ridge Club Punkte: Push",
        words: {
          title: "Deine Punkte laufen ab",
          body: "Bis Monatsende kannst du sie noch einlösen, auch für Reparaturen.",
        },
      },
      uk: {
        label: "Ridge Club points: push",
        words: { title: "Your points run out", body: "Use them by the end of the month, for repairs as well." },
      },
      jp: {
        label: "リッジクラブ ポイント: プッシュ",
        words: { title: "ポイントの有効期限", body: "今月末までご利用いただけます。修理にもお使いください。" },
      },
    },
  },
  {
    stem: "hero.club-home",
    type: "type.hero",
    channel: "app",
    tier: "variable",
    shared: { link: "/ridge-club", picture: "/images/club-table.avif" },
    in: {
      de: {
        label: "Ridge Club: App-Hero",
        words: {
          headline: "{{first_name|Hallo}}, was steht an?",
          body: "Deine Punkte, deine Reparaturen und Touren mit dem Club.",
          button: "Zum Ridge Club",
          pictureWords: "Karte und Kompass auf einem Tisch",
        },
        variants: [
          {
            id: "munich",
            label: "München",
            audience: "munich-locals",
            words: {
              headline: "Donnerstag: Clubabend in München",
              body: "Ab 19 Uhr in der Filiale am Gärtnerplatz. Mit Bildern aus dem Karwendel.",
            },
          },
        ],
      },
      uk: {
        label: "Ridge Club: app hero",
        words: {
          headline: "{{first_name|Hello}}, what is next?",
          body: "Your points, your repairs, and walks with the club.",
          button: "Go to Ridge Club",
          pictureWords: "A map and a compass on a table",
        },
      },
      jp: {
        label: "リッジクラブ: アプリのヒーロー",
        words: {
          headline: "次はどこへ行きますか",
          body: "ポイント、修理の状況、クラブの山行をまとめて確認。",
          button: "リッジクラブへ",
          pictureWords: "机の上の地図とコンパス",
        },
      },
    },
  },
];
