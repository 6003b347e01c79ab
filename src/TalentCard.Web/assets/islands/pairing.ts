// Draws who is paired with whom: experts on the left, villages on the right, sorted so that lines cross little.
import { GraphChart } from "echarts/charts";
import { TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([GraphChart, TooltipComponent, SVGRenderer]);

interface Pair { e: string; n: string; a: string; v: string; key: boolean; fit: number }

const frame = document.querySelector<HTMLElement>("[data-pairing]");
if (frame) draw(frame, JSON.parse(frame.dataset.pairing!) as Pair[], frame.dataset.address!);

function draw(frame: HTMLElement, pairs: Pair[], address: string): void {
  const style = getComputedStyle(document.body);
  const [ink, primary, line] = [style.color, style.getPropertyValue("--tblr-primary").trim() || "#1d5fb4", "#8d99a8"];
  const experts = [...new Map(pairs.map(pair => [pair.e, pair.n]))];
  // Villages stand in the order of their experts; a second expert of one adds only a line.
  const villages = [...new Map(pairs.map(pair => [pair.a, pair]))];
  const dense = villages.length > 40;
  const at = (i: number, count: number) => (count === 1 ? 50 : (i / (count - 1)) * 100);
  const chart = init(frame, undefined, { renderer: "svg" });
  chart.setOption({
    tooltip: { confine: true, appendTo: () => frame },
    series: [{
      type: "graph", layout: "none", left: 90, right: dense ? 24 : 110, top: 12, bottom: 12, emphasis: { focus: "adjacency" },
      data: [
        ...experts.map(([id, name], i) => ({
          id, name, x: 0, y: at(i, experts.length), symbolSize: 8, itemStyle: { color: "#b07a00" },
          label: { show: true, position: "left", color: ink, fontSize: 11 },
        })),
        ...villages.map(([id, pair], i) => ({
          id, name: pair.v, x: 100, y: at(i, villages.length), symbolSize: dense ? 4 : 8,
          itemStyle: { color: pair.key ? primary : "transparent", borderColor: primary, borderWidth: 1 },
          label: { show: !dense, position: "right", color: ink, fontSize: 11 },
        })),
      ],
      links: pairs.map(pair => ({ source: pair.e, target: pair.a, value: pair.fit, lineStyle: { color: line, opacity: 0.65, width: 0.5 + pair.fit / 60 } })),
    }],
  });
  const people = new Set(experts.map(([id]) => id));
  chart.on("click", event => {
    // A line leads where its expert does; the dots at its ends are small on a phone.
    const { id = undefined, source = undefined } = (event.data ?? {}) as { id?: string; source?: string };
    if (source) location.href = `${address}?expert=${source}#pairs`;
    else if (id) location.href = people.has(id) ? `${address}?expert=${id}#pairs` : `/office/think-tank/advisees/${id}`;
  });
  new ResizeObserver(() => chart.resize()).observe(frame);
}
