/**
 * The calm, generic look of each channel. It is a stage for the words, not a brand's design, so it is light in both
 * themes: customers' screens do not follow the studio's.
 */
export const previewStyle = `
*{box-sizing:border-box;margin:0}
html{color-scheme:light;overflow:auto;scrollbar-width:none}
body{font:14px/1.5 -apple-system,"SF Pro Text","Segoe UI",Inter,Cantarell,"Noto Sans","Liberation Sans",Arial,"Hiragino Sans","Noto Sans JP",sans-serif;color:#152022;background:#fff;overflow-wrap:anywhere}
.hero{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,42%);min-height:168px;background:#eef2f2}
.hero.is-plain{grid-template-columns:minmax(0,1fr)}
.words{display:grid;gap:8px;align-content:center;padding:20px 28px}
h2{font-size:24px;line-height:1.18;letter-spacing:-.01em;text-wrap:balance}
p{max-width:56ch}
.text{color:#33434a}
.cta{justify-self:start;display:inline-block;margin-top:4px;padding:8px 14px;border-radius:4px;background:#152f33;color:#fff;font-weight:600}
.link{justify-self:start;color:#0a5a6a;text-decoration:underline;text-underline-offset:3px}
.picture{display:grid;align-content:center;justify-items:center;gap:6px;padding:12px;background:#d5e0e2;color:#3c4d53;font-size:12px;text-align:center;min-height:64px}
.picture svg{width:28px;height:28px;fill:none;stroke:#5d7076;stroke-width:1.5}
.shown{position:relative;display:grid;min-height:64px;max-height:280px;overflow:hidden;background:#d5e0e2}
.shown img{display:block;width:100%;height:100%;min-height:0;object-fit:cover;position:absolute;inset:0}
.shown figcaption{position:absolute;inset:auto 0 0 auto;max-width:100%;padding:1px 7px;background:#fffffff0;color:#45545a;font-size:11px;border-radius:4px 0 0 0}
.mail .shown,.card .shown{aspect-ratio:16/9;max-height:160px;width:100%}
@media(max-width:600px){.hero{grid-template-columns:minmax(0,1fr)}.hero .picture,.hero .shown{min-height:160px;order:-1}.words{padding:16px 20px}}
.slot.is-marked{outline:2px solid #0a5a6a;outline-offset:-2px}
.slot+.slot .hero{border-top:1px solid #dfe5e5}
.is-second .hero{min-height:0;background:#fff}
.is-second h2{font-size:17px}
.is-second .words{padding-block:14px}
.is-second .shown,.is-second .picture{max-height:140px}
.card .slot+.slot .words{padding-top:0}
.mail+.fine{padding-inline:20px}
.ad{display:flex;flex-direction:column;min-height:250px;font-size:13px}
[data-format=square] .ad{min-height:360px}
.ad .words{flex:1;gap:5px;padding:10px 14px;align-content:start}
.ad h2{font-size:18px}
.ad .shown,.ad .picture{flex:1 1 72px;min-height:72px;max-height:none}
.ad .cta{padding:5px 12px}
.ad .fine{padding:5px 14px;font-size:11px}
.end-card{display:flex;flex-direction:column;min-height:360px;background:#152f33;color:#fff}
.end-card-main{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,42%);flex:1}
.end-card-main.is-plain{grid-template-columns:minmax(0,1fr);text-align:center}
.end-card-main.is-plain .words{justify-items:center}
.end-card .words>*{justify-self:inherit}
.end-card h2{font-size:30px}
.end-card .text,.end-card .claim{color:#dfe9ea}
.end-card .cta{background:#fff;color:#152f33}
.end-card .link{color:#fff}
.end-card .fine{border-color:#3b5459;color:#dfe9ea}
.end-card .shown{max-height:none}
.fine{padding:8px 28px;border-top:1px solid #dfe5e5;color:#45545a;font-size:12px;display:grid;gap:2px}
.claim{color:#33434a;font-size:12px}
.ai{justify-self:start;padding:1px 8px;border-radius:999px;background:#fff;border:1px solid #cbd3d3;color:#45545a;font-size:11px}
ul{padding-left:18px}
.nothing{display:grid;place-content:center;gap:4px;min-height:120px;padding:20px;color:#45545a;text-align:center}
.nothing b{color:#152022}
.mail-head{display:grid;gap:2px;padding:10px 20px;border-bottom:1px solid #dfe5e5;background:#f7f9f9;font-size:12px;color:#45545a}
.mail-head b{color:#152022;font-size:14px}
.mail{display:grid;gap:10px;padding:16px 20px}
.mail .picture{min-height:90px}
.phone{display:grid;gap:6px;padding:14px}
.bubble{justify-self:start;max-width:85%;padding:9px 13px;border-radius:16px 16px 16px 4px;background:#e6eaea;white-space:pre-wrap}
.from{color:#5d6b70;font-size:11px}
.push{display:grid;grid-template-columns:34px minmax(0,1fr);gap:10px;margin:14px;padding:11px 12px;border-radius:14px;background:#f3f5f5;box-shadow:0 1px 4px rgba(16,28,32,.16)}
.push i{width:34px;height:34px;border-radius:9px;background:#152f33}
.push .fine{grid-column:2;border:0;padding:0;font-size:11px}
.card{margin:14px;border-radius:14px;overflow:hidden;box-shadow:0 1px 5px rgba(16,28,32,.18)}
.card .words{padding:12px 16px}
.card h2{font-size:18px}
.card .fine{padding:8px 16px}
.card .cta{justify-self:stretch;text-align:center}
@media(max-width:600px){.fine{padding-inline:20px}}
[data-channel=email] .fine{padding-inline:20px}
.card .fine,.ad .fine{padding-inline:16px}
.push .fine{padding:0}
[data-channel=sms] body,[data-channel=push] body,[data-channel=app] body{background:#fbfcfc}
`;
