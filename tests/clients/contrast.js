// The contrast of texts with the ground behind them, after WCAG 2: pairs of a selector and a ratio.
(selectors) => {
  const parse = (colour) => colour.match(/[\d.]+/g).slice(0, 3).map((v) => Number(v) / 255);
  const linear = (v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const luminance = (colour) => {
    const [red, green, blue] = parse(colour).map(linear);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (!colour.endsWith(", 0)")) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  return selectors.map((selector) => {
    const element = document.querySelector(selector);
    const both = [luminance(getComputedStyle(element).color), luminance(ground(element))].sort((a, b) => b - a);
    return [selector, (both[0] + 0.05) / (both[1] + 0.05)];
  });
}
