// Texts whose contrast with what lies behind them is too low, as WCAG 2 computes it: below 4.5 : 1, on
// the page and in drawings.
const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
function colour(text) {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = text;
  canvas.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
  return {r, g, b, a: a / 255};
}
function luminance({r, g, b}) {
  const [x, y, z] = [r, g, b].map(value => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
}
function behind(element) {
  for (let node = element; node; node = node.parentElement) {
    const found = colour(getComputedStyle(node).backgroundColor);
    if (found.a === 1) return found;
  }
  return {r: 255, g: 255, b: 255, a: 1};
}
const poor = [];
let checked = 0;
for (const details of document.querySelectorAll('details')) details.open = true;
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement;
  const text = walker.currentNode.textContent.trim();
  if (!text || element.closest('style, title, desc')) continue;
  const inDrawing = element.closest('svg') !== null;
  const style = getComputedStyle(element);
  const front = colour(inDrawing ? style.fill : style.color);
  const [low, high] = [luminance(front), luminance(behind(element))].sort((a, b) => a - b);
  const ratio = (high + 0.05) / (low + 0.05);
  checked += 1;
  if (ratio < 4.5) poor.push(`${ratio.toFixed(2)} ${element.tagName} ${text.slice(0, 40)}`);
}
return {checked, poor};
