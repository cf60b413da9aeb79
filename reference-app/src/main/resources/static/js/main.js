// The overview page.
import { showHoldings } from "./holdings.js";
import { prepareImport, resumeImport } from "./import.js";
import { showOverview } from "./overview.js";
import { showPerformance } from "./performance.js";
import { failed, load, run } from "./shell.js";

const SHOWN_AT_ONCE = 10;

run(async (get) => {
	const overview = await get("/api/dashboard/overview");
	showOverview(overview);
	// What takes longer comes when it is there, and says itself what is wrong with it.
	showPerformance();
	resumeImport(load, failed).catch(() => null);
	if (overview.topHoldings.length === SHOWN_AT_ONCE) {
		showHoldings((await get("/api/dashboard/holdings")).holdings);
	}
});
prepareImport(load, failed);
