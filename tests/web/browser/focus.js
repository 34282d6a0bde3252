// Where the keyboard is, and whether it can be seen: null where it has left the page.
() => {
  const one = document.activeElement;
  if (!one || one === document.body || one === document.documentElement) return null;
  const stops = (window.stops ??= []);
  if (!stops.includes(one)) stops.push(one);
  const ring = (at) => {
    const style = getComputedStyle(at);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  // A choice draws the ring around its whole line.
  const ringed = [one, one.closest(".choice"), one.closest("label"), one.parentElement].some((at) => at && ring(at));
  const box = (one.closest("label") ?? one).getBoundingClientRect();
  const inside = box.width > 0 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  return {
    what: one.outerHTML.replace(/\s+/g, " ").slice(0, 120),
    tag: one.tagName.toLowerCase(), type: one.type ?? "", href: one.getAttribute("href") ?? "", id: one.id,
    skip: one.classList.contains("skip"), inMain: !!one.closest("main"), stop: stops.indexOf(one), stops: stops.length, ringed, inside,
  };
}
