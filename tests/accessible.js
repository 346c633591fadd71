// Returns what is wrong with this page, each with the element. Run by accessible.py, which gives the bounds.
const [smallest, comfortable, text, shape] = arguments;
const found = [];
const all = (what) => [...document.querySelectorAll(what)];
const fault = (what, one) => found.push(one ? `${what}: ${one.outerHTML.slice(0, 80)}` : what);
const shown = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().bottom > 0;

// Contrast as WCAG 2.2 defines it, of colours as a browser gives them: "rgb(27, 31, 36)".
const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
const brightness = (colour) => {
  const parts = numbers(colour).slice(0, 3).map((part) => part / 255);
  const linear = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
};
const contrast = (one, other) => {
  const [low, high] = [brightness(one), brightness(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};
const behind = (one) => {
  for (let at = one; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if ((numbers(colour)[3] ?? 1) === 1) return colour;
  }
  return "rgb(255, 255, 255)";
};

// What a page is made of.
if (document.documentElement.lang !== "nl") fault("no language (3.1.1)");
if (!document.title.trim()) fault("no title (2.4.2)");
if (all("h1").length !== 1) fault("not one main heading (1.3.1)");
if (all("main").length !== 1) fault("not one main part (1.3.1)");
let before = 0;
for (const one of all("h1, h2, h3, h4, h5, h6")) {
  const level = Number(one.tagName[1]);
  if (level > before + 1) fault("a heading that leaves out a level (1.3.1)", one);
  before = level;
}
const skip = document.querySelector("a");
if (!skip || !document.querySelector(skip.getAttribute("href"))?.matches("main")) fault("no way past the top (2.4.1)");
const ids = all("[id]").map((one) => one.id);
if (new Set(ids).size !== ids.length) fault("an id that stands there twice (4.1.2)");
for (const name of ["for", "aria-describedby", "aria-labelledby"]) {
  for (const one of all(`[${name}]`)) {
    if (!one.getAttribute(name).split(" ").every((id) => ids.includes(id))) fault(`${name} of nothing (1.3.1)`, one);
  }
}
for (const one of all("[tabindex]")) if (one.tabIndex > 0) fault("an order of its own (2.4.3)", one);
for (const one of all("[style], br, font, center")) fault("looks that are in the page itself", one);

// Fields, and whatever one points at.
for (const one of all("input:not([type=hidden]), select, textarea")) {
  if (!one.labels[0]?.textContent.trim()) fault("a field without a label (3.3.2)", one);
  if (!one.autocomplete) fault("a field that does not say what goes in it (1.3.5)", one);
  const edge = contrast(getComputedStyle(one).borderTopColor, behind(one.parentElement));
  if (edge < shape) fault("a pale field (1.4.11)", one);
}
for (const one of all("a:not(.skip), button, input:not([type=hidden])").filter(shown)) {
  const { width, height } = one.getBoundingClientRect();
  const least = one.matches("button, input, .button") ? comfortable : smallest;
  if (width < least || height < least) fault("hard to hit (2.5.8)", one);
}

// What there is to read, and where one is.
for (const one of all("body *").filter(shown)) {
  const words = [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  if (words && contrast(getComputedStyle(one).color, behind(one)) < text) fault("pale text (1.4.3)", one);
}
const active = document.activeElement;
if (!active.matches("body, main")) {
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(active);
  const drawn = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  if (!drawn || contrast(outlineColor, behind(active.parentElement)) < shape) {
    fault("nothing shows the focus (2.4.7)", active);
  }
}
return found;
