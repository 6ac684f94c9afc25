// Stepped charts of total rates and indices, drawn from the data beside them. `unit` is that of the values, percent where
// it is not said; `free` charts have values below zero too.
"use strict";
(() => {
  const drawn = new Map();
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  function columns(data) {
    const times = new Set([data.since, data.until]);
    for (const one of data.series) for (const [at] of one.steps) times.add(at);
    const x = [...times].sort((a, b) => a - b);
    const values = data.series.map((one) => {
      const steps = [...one.steps].sort((a, b) => a[0] - b[0]);
      let next = 0, now = null;
      return x.map((at) => {
        while (next < steps.length && steps[next][0] <= at) now = steps[next++][1];
        return now;
      });
    });
    return [x, ...values];
  }

  const D = 86400;
  const DAYS = [
    [D * 365, "{YYYY}", null, null, null, null, null, null, 1],
    [D * 28, "{MMM}", "\n{YYYY}", null, null, null, null, null, 1],
    [D, "{D} {MMM}", "\n{YYYY}", null, null, null, null, null, 1],
  ];

  function day(seconds) {
    return new Date(seconds * 1000).toISOString().slice(0, 10);
  }

  function options(data, width) {
    const inks = ["--side-one", "--side-two", "--side-three", "--side-four"].map(colour);
    const unit = data.unit ?? " %";
    const range = (u, low, high) => !data.free ? [0, Math.max(10, (high || 0) * 1.08)] : low == null ? [0, 1] : uPlot.rangeNum(low, high, 0.1, true);
    const axis = { stroke: colour("--ink-soft"), grid: { stroke: colour("--rule"), width: 1 }, ticks: { stroke: colour("--rule") }, font: "12px Inter, sans-serif" };
    return {
      width, height: width < 500 ? 210 : 270, tzDate: (ts) => uPlot.tzDate(new Date(ts * 1000), "UTC"),
      cursor: { y: false, drag: { x: true, y: false } },
      scales: { x: { time: true }, y: { range } },
      axes: [{ ...axis, values: DAYS }, { ...axis, size: 58, values: (u, ticks) => ticks.map((one) => one + unit) }],
      series: [
        { label: "Day", value: (u, at) => at == null ? "" : day(at) },
        ...data.series.map((one, number) => ({
          label: one.label, stroke: inks[number % inks.length], width: 2.5, paths: uPlot.paths.stepped({ align: 1 }),
          points: { show: false }, fill: data.free ? undefined : inks[number % inks.length] + "14",
          value: (u, value, series, index) => index == null ? "" : value == null ? "not known" : value + unit,
        })),
      ],
    };
  }

  function draw(place) {
    const data = JSON.parse(place.dataset.chart);
    drawn.get(place)?.destroy();
    place.replaceChildren();
    drawn.set(place, new uPlot(options(data, place.clientWidth), columns(data), place));
  }

  function all(root) {
    for (const place of drawn.keys()) if (!place.isConnected) { drawn.get(place).destroy(); drawn.delete(place); }
    for (const place of root.querySelectorAll("[data-chart]")) draw(place);
  }

  let waiting = 0;
  window.addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(() => all(document), 150); });
  document.addEventListener("detente:theme", () => all(document));
  document.addEventListener("htmx:load", (event) => all(event.target));
  document.addEventListener("DOMContentLoaded", () => all(document));
})();
