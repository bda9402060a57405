// Plotly takes the place of the server's pictures once the page is at rest, or when one is touched.
// Without this script, or without Plotly, the pictures stay as they are.
(() => {
  "use strict";
  const plotly = document.currentScript.dataset.plotly;
  const pictures = [...document.querySelectorAll("[data-figure]")];
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

  const paint = (trace, colour) => {
    const { tone, tones } = trace.meta ?? {};
    const marker = { ...trace.marker, color: tones ? tones.map(colour) : colour(tone) };
    const line = trace.mode === "lines+markers" ? { line: { color: colour(tone), width: 6 } } : {};
    return { ...trace, marker, ...line, textfont: { color: colour("mark"), size: 15, weight: 700 } };
  };

  const dress = ({ data, layout }) => {
    const colour = colours();
    const font = { family: getComputedStyle(document.body).fontFamily, size: 13, color: colour("ink") };
    const axis = { color: colour("muted"), gridcolor: colour("grid"), zeroline: false, automargin: true };
    return {
      data: data.map((trace) => paint(trace, colour)),
      layout: {
        ...layout, font, separators: ".\u00a0", dragmode: false, bargap: 0.3,
        margin: { l: 8, r: 16, t: 28, b: 36 },
        paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
        hoverlabel: { bgcolor: colour("ink"), font: { ...font, color: colour("paper") } },
        xaxis: { ...axis, ...layout.xaxis },
        yaxis: { ...axis, ...layout.yaxis, showgrid: false, tickfont: { color: colour("ink") } },
        annotations: layout.annotations.map((note) => ({ ...note, bgcolor: note.name === "range" ? colour("surface") : undefined, font: { ...font, color: colour(note.name === "range" ? "muted" : "ink") } })),
        shapes: layout.shapes.map((shape) => ({ ...shape, line: { ...shape.line, color: colour("median") } })),
      },
    };
  };

  const config = { displaylogo: false, responsive: true, modeBarButtons: [["toImage", "zoom2d", "pan2d", "resetScale2d"]] };

  const draw = async (picture) => {
    const figure = JSON.parse(document.getElementById(picture.dataset.figure).textContent);
    const { data, layout } = dress(figure);
    let plot = picture.querySelector(".plot");
    if (!plot) {
      const svg = picture.querySelector("svg");
      plot = document.createElement("div");
      plot.className = "plot";
      plot.setAttribute("role", "img");
      plot.setAttribute("aria-label", [...svg.querySelectorAll("title, desc")].map((e) => e.textContent.trim()).join(" "));
      picture.prepend(plot);
    }
    await window.Plotly.react(plot, data, layout, config);
    picture.classList.add("drawn");
  };

  const drawAll = () => load().then(() => pictures.forEach(draw)).catch(() => {});
  const whenIdle = window.requestIdleCallback ?? ((run) => setTimeout(run, 200));

  pictures.forEach((picture) => picture.addEventListener("pointerenter", drawAll, { once: true }));
  window.addEventListener("load", () => whenIdle(drawAll, { timeout: 3000 }));
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
})();
