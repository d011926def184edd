import type { Channel } from "#shared/rules/model.ts";
import { all, type BlockData, say } from "../shapes.ts";
import { nele, priya } from "./people.ts";

/** What everyone sees where nothing personalized may be shown. Brand foundation: in all three languages, without an end. */
const generic = (
  name: `${string}.${Channel}`,
  type: string,
  label: string,
  values: BlockData["values"],
  { owner = priya, variants = [] }: { owner?: string; variants?: BlockData["variants"] } = {},
): BlockData => ({
  name,
  owner,
  label,
  tier: "foundation",
  scope: { brand: "halden", market: "*", channel: name.split(".").at(-1)! },
  type,
  values,
  variants,
});

export const foundationBlocks: readonly BlockData[] = [
  generic(
    "hero.generic.web",
    "type.hero",
    "Hero for everyone",
    {
      headline: say("Draußen zu Hause. Seit 1974.", "At home outside. Since 1974.", "外が、わが家。1974年から。"),
      body: say(
        "Stiefel, Jacken und Zelte, die wir selbst tragen, prüfen und reparieren.",
        "Boots, jackets and tents that we wear, test and repair ourselves.",
        "自分たちで使い、試し、修理もする靴とウェアとテント。",
      ),
      button: say("Zur Auswahl", "See the range", "一覧を見る"),
      link: all("/sortiment"),
      picture: all("/images/ridge-at-dawn.avif"),
      pictureWords: say("Bergrücken im ersten Licht", "A ridge in the first light", "夜明けの稜線"),
    },
    {
      variants: [
        {
          id: "from-keswick",
          label: "UK, from Keswick",
          markets: ["uk"],
          values: { body: { "en-GB": "Boots, jackets and tents that we wear, test and repair in Keswick." } },
        },
      ],
    },
  ),
  generic("hero.generic.app", "type.hero", "App hero for everyone", {
    headline: say("Heute noch raus?", "Out today?", "今日、外へ出ませんか。"),
    body: say(
      "Touren in deiner Nähe, Wetter und was du dafür brauchst.",
      "Walks near you, the weather, and what you need for them.",
      "近くのコース、天気、そして必要な道具。",
    ),
    button: say("Mehr erfahren", "Read more", "詳しく見る"),
    link: all("/touren"),
    picture: all("/images/forest-path.avif"),
    pictureWords: say("Waldweg nach dem Regen", "A forest path after rain", "雨上がりの林道"),
  }),
  generic("teaser.generic.web", "type.teaser", "Teaser for everyone", {
    headline: say("Neu im Sortiment", "New in the range", "新着アイテム"),
    body: say(
      "Was unsere Tester in diesem Monat für gut befunden haben.",
      "What our testers have found good this month.",
      "今月、テスターが「良い」と認めたもの。",
    ),
    link: all("/neu"),
    picture: all("/images/workbench.avif"),
    pictureWords: say("Werkbank mit Stiefel und Ahle", "A workbench with a boot and an awl", "作業台の上の登山靴"),
  }),
  generic("strip.generic.web", "type.strip", "Strip for everyone", {
    line: say("Was wir verkaufen, reparieren wir auch.", "What we sell, we repair.", "販売したものは、修理もします。"),
    linkWords: say("So geht es", "How it works", "修理について"),
    link: all("/reparatur"),
  }),
  generic("offer.generic.web", "type.offer", "Instalments, for everyone", {
    headline: say(
      "Gute Ausrüstung, in Ruhe bezahlt",
      "Good kit, paid for in good time",
      "良い道具を、ゆとりある支払いで",
    ),
    body: say(
      "In zehn Monatsraten, ohne Zinsen. Das Geld bleibt für die Tour.",
      "In ten monthly payments, without interest. The money stays with the trip.",
      "10回の分割払い、金利はかかりません。旅の予算はそのままに。",
    ),
    claim: say("0 % Zinsen, 10 Monatsraten", "0% interest, ten payments", "金利0%、10回払い"),
    link: all("/ratenkauf"),
    picture: all("/images/tent-by-lake.avif"),
    pictureWords: say("Zelt am See", "A tent by a lake", "湖畔のテント"),
  }),
  generic("mail.generic.email", "type.mail", "Season mail for everyone", {
    subject: say("Post aus den Bergen", "Post from the hills", "山からの便り"),
    preheader: say(
      "Eine Tour, ein Werkstatttipp, drei neue Dinge.",
      "One walk, one workshop tip, three new things.",
      "コースひとつ、手入れのコツ、新着3点。",
    ),
    headline: say("Guten Weg!", "A good walk to you", "良い山歩きを"),
    body: say(
      "Jeden Monat eine Tour, die wir selbst gegangen sind.\n\n**Diesmal:** vom Fellhorn zur Kanzelwand, vier Stunden, zwei Hütten.",
      "Every month one walk that we have walked ourselves.\n\n**This time:** Catbells from Hawse End, three hours, one tea room.",
      "毎月ひとつ、私たちが歩いたコースをご紹介します。\n\n**今月:** 上高地から徳沢まで、往復4時間。",
    ),
    button: say("Mehr erfahren", "Read more", "詳しく見る"),
    link: all("/magazin"),
    picture: all("/images/signpost.avif"),
    pictureWords: say("Wegweiser am Grat", "A signpost on the ridge", "稜線の道標"),
  }),
  generic("sms.generic.sms", "type.sms", "SMS for everyone", {
    text: say(
      "Deine Filiale hat neue Öffnungszeiten. Hier stehen sie:",
      "Your store has new opening hours. Here they are:",
      "お近くの店舗の営業時間が変わりました。詳しくはこちら:",
    ),
    link: all("/filialen"),
  }),
  generic(
    "push.generic.push",
    "type.push",
    "Push for everyone",
    {
      title: say("Wetterwechsel", "The weather turns", "天気が変わります"),
      body: say(
        "Sieh vor der Tour noch einmal auf die Vorhersage.",
        "Look at the forecast once more before you go.",
        "出発の前に、もう一度予報をご確認ください。",
      ),
      link: all("/wetter"),
    },
    { owner: nele },
  ),
];
