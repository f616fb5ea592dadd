// Draws each figure that has a data-spec. Without JavaScript the page shows the same chart as an image.
const DARK = matchMedia("(prefers-color-scheme: dark)");
const NIGHT = { "#1f2328": "#e6e8eb", "#57606a": "#a9b1ba", "#d8dee4": "#33383f", "#8c959f": "#767f89" };

// The chart as wide as its figure, in the page's colours.
function fitted(text, width) {
  if (DARK.matches) for (const [day, night] of Object.entries(NIGHT)) text = text.replaceAll(day, night);
  const spec = JSON.parse(text);
  for (const part of spec.vconcat) part.width = Math.max(220, width - 84);
  spec.config.background = "transparent";
  spec.config.padding = { left: 2, right: 14, top: 4, bottom: 4 };
  spec.title.subtitle = spec.title.subtitle.slice(0, 2); // the page says the rest
  spec.title.color = DARK.matches ? "#e6e8eb" : "#1f2328";
  if (width < 560) Object.assign(spec.config.title, { fontSize: 15, subtitleFontSize: 11.5 });
  return spec;
}

async function draw(figure) {
  const answer = await fetch(figure.dataset.spec);
  if (!answer.ok) { figure.textContent = (await answer.json()).error.message; return; }
  figure.dataset.text = await answer.text();
  await embed(figure);
}

async function embed(figure) {
  const spec = fitted(figure.dataset.text, figure.clientWidth);
  await vegaEmbed(figure, spec, { actions: false, ast: true, defaultStyle: false, renderer: "svg", logLevel: 1, tooltip: { disableDefaultStyle: true } });
  figure.dataset.drawn = "true";
}

const figures = [...document.querySelectorAll("figure[data-spec]")];
for (const figure of figures) draw(figure).catch((fault) => { figure.textContent = `The chart cannot be drawn: ${fault.message}`; });

const again = () => figures.filter((figure) => figure.dataset.text).forEach(embed);
DARK.addEventListener("change", again);
let waiting;
addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(again, 150); });
