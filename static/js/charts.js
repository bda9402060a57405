// Plotly takes the place of the server's pictures once the page is at rest, or when one is touched;
// on a telephone, or where data are to be saved, only when one is touched: it is large.
// Without this script, or without Plotly, the pictures stay as they are.
(() => {
  "use strict";
  const { plotly, separators, ...said } = document.currentScript.dataset;
  const pictures = () => [...document.querySelectorAll("[data-figure]")];
  const plots = new Set();
  let loading;

  const load = () => (loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = plotly;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  }));

  const colours = () => {
    const style = getComputedStyle(document.documentElement);
    return (name) => style.getPropertyValue(`--${name}`).trim();
  };

  // Where the server drew: Plotly lays its axes on the same lines, so that nothing moves.
  const lines = (svg) => {
    const [left, right] = svg.dataset.axis.split(" ").map((per) => per / 100);
    const grid = svg.querySelector(".grid");
    return { left, right, top: +grid.getAttribute("y1"), floor: +grid.getAttribute("y2"), height: +svg.getAttribute("height") };
  };

  const isPoint = (mark) => new Set(mark.x).size === 1;

  const paint = (trace, colour, ownLine) => {
    const { tone, tones } = trace.meta ?? {};
    const shades = (tones ?? trace.y.map((line) => (line === ownLine ? "mark" : tone))).map(colour);
    const hollow = trace.marker?.symbol === "circle-open";
    const marker = { ...trace.marker, color: hollow ? colour("surface") : shades };
    if (hollow) Object.assign(marker, { symbol: "circle", line: { color: shades, width: 2.5 } });
    else if (tone ?? tones.includes("mark")) marker.line = { color: colour("surface"), width: 1.5 };
    // The offer's own label and the posted range are drawn as the server draws them.
    if (tone === "mark") marker.opacity = isPoint(trace) ? 1 : 0;
    return { ...trace, marker, ...(tone === "mark" ? { mode: "markers" } : {}) };
  };

  // The label over an offer or a posted range, and the line or box under it.
  const marked = (mark, svg, layout, colour, font) => {
    const name = svg.querySelector(".mark-name");
    if (!mark || !name) return { notes: [], shapes: [] };
    const { left, right } = lines(svg);
    const [low, high] = layout.xaxis.range;
    const x = low + ((parseFloat(name.getAttribute("x")) / 100 - left) / (right - left)) * (high - low);
    const xanchor = { start: "left", end: "right", middle: "center" }[name.getAttribute("text-anchor")];
    const note = { x, y: 1, yref: "paper", yanchor: "bottom", yshift: 6, xanchor, showarrow: false, text: name.textContent.trim(), font: { ...font, size: 15, weight: 700, color: colour("mark") } };
    const line = { color: colour("mark"), width: 2 };
    const rung = layout.yaxis.categoryarray.indexOf(mark.y[0]);
    const shape = isPoint(mark)
      ? { type: "line", x0: x, x1: x, yref: "paper", y0: 0, y1: 1.05, line }
      : { type: "rect", x0: mark.x[0], x1: mark.x[1], y0: rung - 0.375, y1: rung + 0.375, line, fillcolor: colour("posted") };
    return { notes: [note], shapes: [shape] };
  };

  // A heading, a band's name, or the range beside the band compared.
  const stacked = (note, font, colour) => ({
    ...note, borderpad: 0,
    font: { ...font, weight: 700, color: colour(note.name === "rung" ? "muted" : "ink") },
    ...(note.name === "own-range" ? { bgcolor: colour("surface") } : {}),
  });

  // Curves keep their own numeric axes: the share of offers against the amount.
  const curves = ({ data, layout }, svg, colour) => {
    const { left, right, top, floor, height } = lines(svg);
    const font = { family: getComputedStyle(document.body).fontFamily, size: 13, color: colour("ink") };
    const axis = { gridcolor: colour("grid"), zeroline: false, tickfont: { ...font, size: 12, color: colour("muted") } };
    const painted = (trace) => {
      const tone = colour(trace.meta.tone);
      return { ...trace, ...(trace.fill ? { fillcolor: tone } : {}), line: { ...trace.line, color: tone }, marker: { ...trace.marker, color: tone } };
    };
    return {
      data: data.map(painted),
      layout: {
        ...layout, height, font, separators, dragmode: false,
        margin: { l: 0, r: 0, t: top, b: height - floor, pad: 0 },
        paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
        modebar: { bgcolor: colour("surface"), color: colour("muted"), activecolor: colour("accent") },
        hoverlabel: { bgcolor: colour("ink"), font: { ...font, color: colour("paper") } },
        xaxis: { ...axis, ...layout.xaxis, domain: [left, right], nticks: 5, ticklabelstandoff: 4 },
        yaxis: { ...axis, ...layout.yaxis, ticklabelstandoff: 4 },
        annotations: layout.annotations.map((note) => ({ ...note, yshift: 6, font: { ...font, size: 15, weight: 700, color: colour(note.name) } })),
      },
    };
  };

  const dress = ({ data, layout }, svg) => {
    const colour = colours();
    if (svg.classList.contains("curves")) return curves({ data, layout }, svg, colour);
    const { left, right, top, floor, height } = lines(svg);
    const font = { family: getComputedStyle(document.body).fontFamily, size: 13, color: colour("ink") };
    const axis = { gridcolor: colour("grid"), zeroline: false };
    const mark = data.find((trace) => trace.meta?.tone === "mark");
    const tones = data[0].meta.tones;
    const isLadder = svg.classList.contains("ladder");
    const isStacked = svg.classList.contains("stacked"); // its figure names its own lines
    const over = marked(mark, svg, layout, colour, font);
    const name = isLadder || isStacked ? null : svg.querySelector("text:not(.tick)");
    const nameSize = name ? parseFloat(getComputedStyle(name).fontSize) : font.size;
    const names = isStacked ? [] : layout.yaxis.categoryarray.map((text, y) => ({
      x: isLadder ? 0.01 : 0, xref: "paper", y, xanchor: "left", showarrow: false, text,
      font: { ...font, size: nameSize, weight: tones[y] === "own" || isLadder ? 700 : 400, color: colour(isLadder && tones[y] !== "own" ? "muted" : "ink") },
    }));
    const notes = layout.annotations.map((note) => {
      if (isStacked) return stacked(note, font, colour);
      if (note.name !== "range") return { ...note, y: 0, yanchor: "top", yshift: -2, font: { ...font, size: 12 } };
      const own = tones[note.y] === "own";
      const clear = mark && isPoint(mark) && mark.x[0] === note.x ? 6 : 0;
      return { ...note, xshift: Math.sign(note.xshift) * (5 + clear), bgcolor: colour("surface"), borderpad: 0, font: { ...font, weight: own ? 700 : 400, color: colour(own ? "ink" : "muted") } };
    });
    return {
      data: data.map((trace) => paint(trace, colour, layout.yaxis.categoryarray[tones.indexOf("own")])),
      layout: {
        ...layout, height, font, separators, dragmode: false, bargap: 0.3,
        margin: { l: 0, r: 0, t: top, b: height - floor, pad: 0 },
        paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
        modebar: { bgcolor: colour("surface"), color: colour("muted"), activecolor: colour("accent") },
        hoverlabel: { bgcolor: colour("ink"), font: { ...font, color: colour("paper") } },
        xaxis: { ...axis, ...layout.xaxis, domain: [left, right], nticks: 5, tickfont: { ...font, size: 12, color: colour("muted") }, ticklabelstandoff: isLadder ? 31 : 4 },
        yaxis: { ...axis, ...layout.yaxis, range: [-0.5, layout.yaxis.categoryarray.length - 0.5], showgrid: false, showticklabels: false },
        annotations: [...names, ...notes, ...over.notes],
        shapes: [...layout.shapes.map((shape) => ({ ...shape, line: { ...shape.line, width: 1.5, color: colour(shape.name === "reference" ? "mark" : "median") } })), ...over.shapes],
      },
    };
  };

  // Plotly's own words, in the language of the page.
  const words = {
    "Download plot as a PNG": said.picture, Zoom: said.zoom, Pan: said.pan, "Reset axes": said.reset,
    "Double-click to zoom back out": said.back,
    "Preparing image - this may take a few seconds": said.preparing, "Image download succeeded": said.saved,
    "Sorry, there was a problem downloading your image!": said.failed,
  };
  const locale = document.documentElement.lang;
  const config = {
    displaylogo: false, responsive: true, modeBarButtons: [["toImage", "zoom2d", "pan2d", "resetScale2d"]],
    locale, locales: { [locale]: { dictionary: words, format: {} } },
  };

  const draw = async (picture) => {
    const figure = JSON.parse(document.getElementById(picture.dataset.figure).textContent);
    const svg = picture.querySelector("svg[data-axis]");
    const { data, layout } = dress(figure, svg);
    let plot = picture.querySelector(".plot");
    if (!plot) {
      plot = document.createElement("div");
      plot.className = "plot";
      plot.setAttribute("role", "group"); // not an img: its buttons must stay reachable
      plot.setAttribute("aria-label", [...svg.querySelectorAll("title, desc")].map((e) => e.textContent.trim()).join(" "));
      picture.prepend(plot);
      plots.add(plot);
    }
    await window.Plotly.react(plot, data, layout, config);
    plot.querySelectorAll(".main-svg").forEach((layer) => layer.setAttribute("aria-hidden", "true"));
    picture.classList.add("drawn");
  };

  const whenIdle = window.requestIdleCallback ?? ((run) => setTimeout(run, 200));
  // One picture at a time, so that a touch between two of them is answered.
  const drawEach = async (those) => {
    for (const picture of those) {
      await new Promise((go) => whenIdle(go, { timeout: 100 }));
      if (picture.isConnected) await draw(picture);
    }
  };
  const drawAll = () => pictures().length && load().then(() => drawEach(pictures())).catch(() => {});
  const onlyIfTouched = window.matchMedia("(hover: none)").matches || navigator.connection?.saveData;
  const drawAtRest = () => onlyIfTouched || whenIdle(drawAll, { timeout: 3000 });
  const drawWhenTouched = (picture) => picture.addEventListener("pointerenter", drawAll, { once: true });

  // What came in place of a page is drawn at once where Plotly is there, and what left is let go.
  const drawAnew = () => {
    [...plots].filter((plot) => !plot.isConnected).forEach((plot) => {
      window.Plotly.purge(plot);
      plots.delete(plot);
    });
    const fresh = pictures().filter((picture) => !picture.classList.contains("drawn"));
    if (window.Plotly) return drawEach(fresh);
    fresh.forEach(drawWhenTouched);
    drawAtRest();
  };

  pictures().forEach(drawWhenTouched);
  window.addEventListener("load", drawAtRest);
  document.addEventListener("htmx:after:swap", drawAnew);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => window.Plotly && drawAll());
})();
