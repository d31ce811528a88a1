// The map on paper: as it stands on the screen, made to fit the page's width; the layers that are on become the legend.
/** Width of an A4 page between its margins, in CSS pixels: 178 mm. */
const WIDTH = 672;

export function paper(target, layers) {
  let was = layers.open;
  addEventListener("beforeprint", () => {
    was = layers.open;
    layers.open = true;
    const { width, height } = target.getBoundingClientRect();
    const root = document.documentElement.style;
    root.setProperty("--map-width", width + "px");
    root.setProperty("--map-height", height + "px");
    root.setProperty("--map-zoom", String(Math.min(1, WIDTH / width)));
  });
  addEventListener("afterprint", () => (layers.open = was));
}
