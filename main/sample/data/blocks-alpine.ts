import type { Family } from "../families.ts";

/** The season's campaign. Its heroes speak differently to people who have walked with us before. */
export const alpineFamilies: readonly Family[] = [
  {
    stem: "hero.alpine-season",
    type: "type.hero",
    channel: "web",
    tier: "campaign",
    shared: { link: "/alpin/huettentouren", picture: "/images/summit-morning.avif", proof: "claim.tested-3000" },
    untilDay: 80,
    in: {
      de: {
        label: "Alpin: Hero, Web",
        words: {
          headline: "Die Saison beginnt oben",
          body: "Stiefel und Jacken für die ersten Hüttentouren. Geprüft auf 3.000 Metern.",
          button: "Zur Auswahl",
          pictureWords: "Schneegipfel, Pfad mit roter Fahne",
        },
        variants: [
          {
            id: "returning",
            label: "Wiederkehrende Wanderer",
            audience: "returning-hikers",
            words: { headline: "{{first_name|Hallo}}, deine Saison beginnt oben" },
          },
          {
            id: "gold",
            label: "Ridge Club Gold",
            audience: "club-gold",
            words: {
              headline: "Gold geht voran, {{first_name|Bergfreund}}",
              body: "Zwei Tage vor allen anderen: die neuen Stiefel, reserviert für den Ridge Club.",
              button: "Zum Ridge Club",
            },
            looks: { picture: "/images/rope-team.avif" },
          },
        ],
      },
      uk: {
        label: "Alpine: hero, web",
        words: {
          headline: "The season starts up high",
          body: "Boots and jackets for the first long days out. Tested at 3,000 metres.",
          button: "See the range",
          pictureWords: "A snowy summit, a path with a red flag",
        },
        variants: [
          {
            id: "returning",
            label: "Returning hikers",
            audience: "returning-hikers",
            words: { headline: "{{first_name|Hello}}, your season starts up high" },
          },
          {
            id: "gold",
            label: "Ridge Club gold",
            audience: "club-gold",
            words: {
              headline: "Gold goes first, {{first_name|friend}}",
              body: "Two days before everyone else: the new boots, held back for the Ridge Club.",
              button: "Go to Ridge Club",
            },
            looks: { picture: "/images/rope-team.avif" },
          },
        ],
      },
      jp: {
        label: "アルパイン: ヒーロー(ウェブ)",
        words: {
          headline: "シーズンは、稜線から始まる",
          body: "残雪の山小屋泊に向けた靴とジャケット。標高3,000メートルで試しました。",
          button: "一覧を見る",
          pictureWords: "雪の頂と赤い旗の道",
        },
        variants: [
          {
            id: "returning",
            label: "リピーターのハイカー",
            audience: "returning-hikers",
            words: { headline: "{{first_name|あなた}}さんの季節が、稜線から始まる" },
          },
          {
            id: "trail",
            label: "トレイルランナー",
            audience: "trail-runners",
            words: { headline: "走る人の、稜線へ", body: "残雪の林道から森林限界まで。軽い靴と薄いシェルで。" },
            looks: { picture: "/images/trail-runner-ridge.avif" },
          },
        ],
      },
    },
  },
  {
    stem: "mail.alpine-season",
    type: "type.mail",
    channel: "email",
    tier: "campaign",
    shared: { link: "/alpin/huettentouren", picture: "/images/hut-evening.avif" },
    untilDay: 80,
    in: {
      de: {
        label: "Alpin: Mail",
        words: {
          subject: "Die ersten Hütten öffnen wieder",
          preheader: "Drei Touren für den Anfang und was du dafür brauchst.",
          headline: "{{first_name|Hallo}}, die Hütten machen auf",
          body: "Noch liegt Schnee in den Rinnen, aber die Südseiten sind frei.\n\n- **Rappenseehütte**, 4 Stunden, ab Mitte Mai\n- **Kemptner Hütte**, 3,5 Stunden, ab Juni\n- **Enzianhütte**, 3 Stunden, schon jetzt\n\nWas in den Rucksack gehört, haben unsere Tester zusammengestellt.",
          button: "Zur Auswahl",
          pictureWords: "Hütte im Abendlicht",
        },
      },
      uk: {
        label: "Alpine: mail",
        words: {
          subject: "The first huts are opening again",
          preheader: "Three routes to start with, and what to carry.",
          headline: "{{first_name|Hello}}, the huts are opening",
          body: "There is still snow in the gullies, but the south sides are clear.\n\n- **Helvellyn by Striding Edge**, 6 hours, for a calm day\n- **Tryfan, north ridge**, 5 hours, hands needed\n- **Haystacks from Gatesgarth**, 4 hours, for everyone\n\nOur testers have put together what belongs in the pack.",
          button: "See the range",
          pictureWords: "A hut in the evening light",
        },
      },
      jp: {
        label: "アルパイン: メール",
        words: {
          subject: "山小屋の営業が始まります",
          preheader: "はじめの3コースと、持ち物の一覧。",
          headline: "{{first_name|こんにちは}}さん、山小屋が開きます",
          body: "谷筋にはまだ雪が残りますが、南斜面は歩けるようになりました。\n\n- **燕岳**、登り5時間、山荘は4月下旬から\n- **蝶ヶ岳**、登り6時間、展望のよい一泊に\n- **霧ヶ峰**、3時間、足慣らしに\n\n持ち物はテスターがまとめました。",
          button: "一覧を見る",
          pictureWords: "夕暮れの山小屋",
        },
      },
    },
  },
  {
    stem: "teaser.alpine-boots",
    type: "type.teaser",
    channel: "web",
    tier: "campaign",
    shared: { link: "/stiefel/alpin", picture: "/images/boot-on-rock.avif" },
    in: {
      de: {
        label: "Alpin: Teaser Stiefel",
        words: {
          headline: "Stiefel, die halten",
          body: "Genäht statt geklebt, drei Mal neu besohlbar.",
          pictureWords: "Stiefel auf Fels",
        },
      },
      uk: {
        label: "Alpine: boots teaser",
        words: {
          headline: "Boots that last",
          body: "Stitched, not glued. They take three new soles.",
          pictureWords: "A boot on rock",
        },
      },
      jp: {
        label: "アルパイン: 登山靴のティーザー",
        words: {
          headline: "長く履ける登山靴",
          body: "接着ではなく縫製。ソールは3回張り替えられます。",
          pictureWords: "岩の上の登山靴",
        },
      },
    },
  },
  {
    stem: "teaser.alpine-shells",
    type: "type.teaser",
    channel: "web",
    tier: "campaign",
    shared: { link: "/jacken/hardshell", picture: "/images/rain-on-shell.avif" },
    in: {
      de: {
        label: "Alpin: Teaser Hardshell",
        words: {
          headline: "Für Wetter, das kommt",
          body: "Drei Lagen, 20.000 mm, und Zipper, die wir tauschen.",
          pictureWords: "Regen auf einer Jacke",
        },
      },
      uk: {
        label: "Alpine: shells teaser",
        words: {
          headline: "For weather on its way",
          body: "Three layers, 20,000 mm, and zips that we replace.",
          pictureWords: "Rain on a jacket",
        },
      },
      jp: {
        label: "アルパイン: シェルのティーザー",
        words: {
          headline: "これから来る天気のために",
          body: "3層構造、耐水圧20,000mm。ファスナーは交換できます。",
          pictureWords: "ジャケットに降る雨",
        },
      },
    },
  },
];
