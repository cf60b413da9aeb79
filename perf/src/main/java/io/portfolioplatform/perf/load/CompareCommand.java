package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Offers the same load to the application with and without what the starters do, in turn.
 */
public final class CompareCommand {

	private CompareCommand() {
	}

	/**
	 * Run the comparison.
	 * @param rounds how often each variant is run, in turn with the others
	 * @param directory where {@code compare.json} and {@code compare.md} are written
	 * @throws IOException if a system cannot be started or watched
	 * @throws InterruptedException if interrupted
	 * @throws SQLException if a database cannot be watched
	 */
	public static void run(int rounds, Path directory) throws IOException, InterruptedException, SQLException {
		LoadPlan plan = LoadPlan.comparison();
		List<CompareReport.Run> runs = new ArrayList<>();
		List<Variant> variants = new ArrayList<>(List.of(Variant.values()));
		String versions = "";
		for (int round = 0; round < rounds; round++) {
			for (Variant variant : variants) {
				System.out.println(variant.title());
				LoadTest.Result result = new LoadTest(plan, variant.environment()).run();
				runs.add(new CompareReport.Run(variant, result.outcomes()));
				versions = result.versions();
			}
			Collections.rotate(variants, 1);
		}
		CompareReport report = new CompareReport(plan.users(), runs, versions);
		new KeptReports(directory).keep(report);
	}

}
