package io.portfolioplatform.perf.footprint;

import java.time.LocalDate;
import java.util.Random;

import io.portfolioplatform.perf.load.Seeder;

/**
 * Files with so many purchases of so many instruments, the same each time.
 */
final class Portfolios {

	private static final LocalDate FIRST = LocalDate.of(2003, 1, 2);

	private static final int DAYS = 1_800;

	private Portfolios() {
	}

	static String csv(int activities, int holdings) {
		Random random = new Random(activities);
		StringBuilder text = new StringBuilder("date,type,symbol,quantity,unitPrice,currency\n");
		for (int i = 0; i < activities; i++) {
			text.append(FIRST.plusDays(random.nextInt(DAYS)))
				.append(",buy,")
				.append(Seeder.SYMBOLS.get(i % holdings))
				.append(',')
				.append(1 + random.nextInt(50))
				.append(',')
				.append(10 + random.nextInt(90))
				.append(",USD\n");
		}
		return text.toString();
	}

}
