// The parts of ECharts that the office's charts use; a bundle of its own, fetched when a chart comes into sight.
import { BarChart, FunnelChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([BarChart, CanvasRenderer, FunnelChart, GridComponent, LegendComponent, LineChart, TooltipComponent]);

export { init };
