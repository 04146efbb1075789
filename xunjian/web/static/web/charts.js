"use strict";
// Draws every element with data-chart from the JSON of the script element that data-source names.

const GREEN = "#2f7d46", RED = "#b3261e", GREY = "#9aa5b1", INK = "#1c2733";

const drawings = {
  // [{at, seconds, ok, status, counted}]
  probes(probes) {
    const colour = (probe) => (!probe.counted ? GREY : probe.ok ? GREEN : RED);
    const told = (probe) =>
      `${probe.at}<br>${probe.ok ? `${probe.seconds} 秒` : `打不开（${echarts.format.encodeHTML(probe.status)}）`}` +
      (probe.counted ? "" : "<br>维护时段，不计入");
    return {
      grid: { left: 50, right: 50, top: 30, bottom: 30 },
      tooltip: { trigger: "item", formatter: (point) => told(probes[point.dataIndex]) },
      xAxis: { type: "category", data: probes.map((probe) => probe.at) },
      yAxis: { type: "value", name: "响应（秒）" },
      series: [{
        type: "bar",
        barMaxWidth: 12,
        barMinHeight: 3,
        data: probes.map((probe) => ({ value: probe.seconds, itemStyle: { color: colour(probe) } })),
        markLine: { symbol: "none", label: { formatter: "15 秒" }, lineStyle: { color: RED }, data: probes.some((probe) => probe.seconds > 10) ? [{ yAxis: 15 }] : [] },
      }],
    };
  },

  // [{month, found, closed}]
  trend(months) {
    const bars = (name, key, color) => ({
      name, type: "bar", barMaxWidth: 18, itemStyle: { color }, data: months.map((month) => month[key]),
    });
    return {
      grid: { left: 50, right: 20, top: 34, bottom: 30 },
      legend: { top: 0, itemWidth: 14 },
      tooltip: { trigger: "axis" },
      xAxis: { type: "category", data: months.map((month) => month.month) },
      yAxis: { type: "value", minInterval: 1 },
      series: [bars("发现", "found", RED), bars("销号", "closed", GREEN)],
    };
  },

  // {from, to, days: [[date, items]]}
  calendar({ from, to, days }) {
    return {
      tooltip: { formatter: (point) => `${point.value[0]}：${point.value[1]} 条` },
      visualMap: {
        type: "piecewise", orient: "horizontal", left: 50, bottom: 0, itemWidth: 14, itemHeight: 14,
        pieces: [
          { min: 1, max: 1, label: "1 条", color: "#b7d9c2" },
          { min: 2, max: 4, label: "2–4 条", color: "#6fb488" },
          { min: 5, max: 9, label: "5–9 条", color: "#2f8a51" },
          { min: 10, label: "10 条以上", color: "#145c30" },
        ],
      },
      calendar: {
        range: [from, to], top: 24, left: 50, right: 12, bottom: 40, cellSize: ["auto", "auto"],
        dayLabel: { firstDay: 1, nameMap: ["日", "一", "二", "三", "四", "五", "六"], color: INK },
        monthLabel: { nameMap: Array.from({ length: 12 }, (_, month) => `${month + 1}月`), color: INK },
        yearLabel: { show: false },
        itemStyle: { color: "#f3f5f7", borderColor: "#fff", borderWidth: 2 },
        splitLine: { lineStyle: { color: "#c3ccd6", width: 1 } },
      },
      series: [{ type: "heatmap", coordinateSystem: "calendar", data: days }],
    };
  },
};

for (const place of document.querySelectorAll("[data-chart]")) {
  const data = JSON.parse(document.getElementById(place.dataset.source).textContent);
  const chart = echarts.init(place, null, { renderer: "svg" });
  chart.setOption({ animation: false, textStyle: { fontFamily: "inherit" }, ...drawings[place.dataset.chart](data) });
  new ResizeObserver(() => chart.resize()).observe(place);
}
