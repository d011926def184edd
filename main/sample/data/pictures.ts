import { type PictureData, say } from "../shapes.ts";
import { nele } from "./people.ts";

/** A mountain landscape in the company's colours, far ridges first. Drawn here, so that it belongs to nobody else. */
function landscape({
  sky,
  light = "",
  ridges,
  over = "",
}: {
  sky: readonly [string, string];
  light?: string;
  ridges: readonly string[];
  over?: string;
}): string {
  const layers = ridges.map((line) => {
    const [colour, points] = line.split(" | ");
    return `<path fill="${colour}" d="M0 900 L${points} L1600 900 Z"/>`;
  });
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="900" viewBox="0 0 1600 900">',
    `<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${sky[0]}"/>`,
    `<stop offset="1" stop-color="${sky[1]}"/></linearGradient></defs>`,
    '<rect width="1600" height="900" fill="url(#sky)"/>',
    light,
    ...layers,
    over,
    "</svg>\n",
  ].join("\n");
}

/** Pictures of the library, by the file name that blocks call them by. */
export const pictures: readonly PictureData[] = [
  {
    name: "image.ridge-at-dawn",
    owner: nele,
    label: "Ridge at dawn",
    address: "/images/ridge-at-dawn.avif",
    alt: say("Bergrücken im ersten Licht", "A ridge in the first light", "夜明けの稜線"),
    svg: landscape({
      sky: ["#f6dfc0", "#a9c6c6"],
      light: '<circle cx="1190" cy="250" r="64" fill="#fff6e4"/>',
      ridges: [
        "#86a9ad | 0 560 300 360 520 500 860 260 1180 520 1420 380 1600 470",
        "#4f767d | 0 680 360 520 640 660 980 480 1300 660 1600 540",
        "#1f4a52 | 0 800 420 640 800 790 1220 650 1600 770",
      ],
    }),
  },
  {
    name: "image.forest-path",
    owner: nele,
    label: "Forest path",
    address: "/images/forest-path.avif",
    alt: say("Waldweg nach dem Regen", "A forest path after rain", "雨上がりの林道"),
    svg: landscape({
      sky: ["#dfe8e0", "#b7ccbd"],
      ridges: [
        "#86a58f | 0 620 90 330 180 620 290 280 400 620 520 360 640 620 780 300 920 620 1060 340 1200 620 1340 280 1460 620 1600 380",
        "#4f7560 | 0 720 120 400 240 720 380 440 520 720 1080 720 1220 430 1360 720 1480 400 1600 720",
        "#2b4b3c | 0 820 560 780 700 900 900 900 1040 780 1600 820",
        "#c9b79a | 640 900 780 690 820 690 960 900",
      ],
    }),
  },
  {
    name: "image.summit-morning",
    owner: nele,
    label: "Summit in the morning",
    address: "/images/summit-morning.avif",
    alt: say("Gipfel in der Morgensonne", "A summit in the morning sun", "朝日の山頂"),
    svg: landscape({
      sky: ["#bcd9e6", "#f4ead8"],
      ridges: [
        "#9fb8c2 | 0 640 380 420 700 600 1100 380 1600 620",
        "#5f7f8c | 0 780 420 560 800 180 1140 540 1600 740",
        "#22434e | 0 860 500 720 900 840 1300 720 1600 830",
      ],
      over: '<path fill="#f7f9f9" d="M662 318 L800 180 L930 318 L860 380 L790 330 L720 400 Z"/>',
    }),
  },
  {
    name: "image.hut-evening",
    owner: nele,
    label: "Hut in the evening",
    address: "/images/hut-evening.avif",
    alt: say(
      "Berghütte am Abend, Licht im Fenster",
      "A mountain hut in the evening, light in its window",
      "夕暮れの山小屋、窓の明かり",
    ),
    svg: landscape({
      sky: ["#2f4358", "#d99a6c"],
      ridges: [
        "#6f6a78 | 0 600 340 400 680 560 1020 340 1360 560 1600 440",
        "#3d4858 | 0 740 480 600 900 720 1300 580 1600 700",
        "#1b2430 | 0 820 1600 780",
      ],
      over: '<path fill="#11181f" d="M980 800 V660 L1090 580 L1200 660 V800 Z"/><path fill="#f5c568" d="M1060 740 V690 H1110 V740 Z"/>',
    }),
  },
];
