import type { Family } from "../families.ts";

/** Spring repair weeks: bring it in, we mend it. The push speaks only to people whose repair is ready. */
export const repairFamilies: readonly Family[] = [
  {
    stem: "hero.repair-weeks",
    type: "type.hero",
    channel: "web",
    tier: "campaign",
    shared: { link: "/reparatur/termin", picture: "/images/cobbler.avif", proof: "claim.nine-in-ten" },
    fromDay: -10,
    untilDay: 18,
    in: {
      de: {
        label: "Reparaturwochen: Hero",
        words: {
          headline: "Bring mit, was du liebst",
          body: "In unseren Reparaturwochen flicken, nähen und besohlen wir. Auch, was nicht von uns ist.",
          button: "Termin buchen",
          pictureWords: "Schuhmacherin an der Nähmaschine",
        },
      },
      uk: {
        label: "Repair weeks: hero",
        words: {
          headline: "Bring in what you love",
          body: "In our repair weeks we patch, stitch and resole. Even what you bought elsewhere.",
          button: "Book a slot",
          pictureWords: "A cobbler at her sewing machine",
        },
      },
      jp: {
        label: "修理週間: ヒーロー",
        words: {
          headline: "好きなものを、もう一度",
          body: "修理週間は、縫う、継ぐ、ソールを張り替える。他社の製品もお持ちください。",
          button: "予約する",
          pictureWords: "ミシンに向かう靴職人",
        },
      },
    },
  },
  {
    stem: "mail.repair-reminder",
    type: "type.mail",
    channel: "email",
    tier: "campaign",
    shared: { link: "/reparatur/termin", picture: "/images/patched-tent.avif" },
    fromDay: -10,
    untilDay: 18,
    in: {
      de: {
        label: "Reparaturwochen: Mail",
        words: {
          subject: "Bevor die Saison beginnt: reparieren",
          preheader: "Bis Monatsende flicken wir Zelte, Jacken und Stiefel.",
          headline: "Ein kleiner Riss wird nicht von allein kleiner",
          body: "Sieh Zelt, Jacke und Stiefel jetzt an, nicht erst am Abend vor der Tour.\n\nKleine Reparaturen machen wir, **während du wartest**. Für große geben wir dir ein Datum und halten es.",
          button: "Termin buchen",
          pictureWords: "Geflicktes Zelt, Nahaufnahme",
        },
      },
      uk: {
        label: "Repair weeks: mail",
        words: {
          subject: "Before the season starts: mend it",
          preheader: "Until the end of the month we patch tents, jackets and boots.",
          headline: "A small tear never gets smaller by itself",
          body: "Look at tent, jacket and boots now, not on the evening before.\n\nSmall repairs we do **while you wait**. For big ones we give you a date, and keep it.",
          button: "Book a slot",
          pictureWords: "A patched tent, close up",
        },
      },
      jp: {
        label: "修理週間: メール",
        words: {
          subject: "シーズンの前に、修理を",
          preheader: "今月末まで、テント、ジャケット、登山靴を修理します。",
          headline: "小さな破れは、自然には小さくなりません",
          body: "テントも、ジャケットも、靴も。前夜ではなく、今のうちに確かめてください。\n\n小さな修理は**その場で**。大きな修理は仕上がり日をお約束します。",
          button: "予約する",
          pictureWords: "継ぎを当てたテント",
        },
      },
    },
  },
  {
    stem: "push.repair-ready",
    type: "type.push",
    channel: "push",
    tier: "variable",
    shared: { link: "/reparatur/status" },
    in: {
      de: {
        label: "Reparatur fertig: Push",
        words: {
          title: "{{first_name|Hallo}}, es ist fertig",
          body: "Deine Reparatur liegt in der Filiale für dich bereit.",
        },
      },
      uk: {
        label: "Repair ready: push",
        words: { title: "{{first_name|Hello}}, it is mended", body: "Your repair is waiting for you in the store." },
      },
      jp: {
        label: "修理完了: プッシュ",
        words: { title: "修理が仕上がりました", body: "店舗でお渡しできます。営業時間内にお越しください。" },
      },
    },
  },
];
