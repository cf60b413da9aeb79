package io.portfolioplatform.perf.health;

import java.nio.file.Path;
import java.util.List;

import io.portfolioplatform.perf.report.Machine;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Shedding}.
 */
class SheddingTests {

	@Test
	void theKeptTableIsThatOfTheFigures() {
		List<Shedding.Step> steps = new JsonMapper().readValue(Path.of("results/shedding.json"), new TypeReference<>() {
		});
		String table = Shedding.table(steps);
		assertThat(Path.of("results/shedding.md")).content()
			.startsWith(table.substring(0, table.indexOf(Machine.describe())));
	}

	@Test
	void saysWhatWasLostInsteadOfNoTime() {
		Load.Outcome refusing = new Load.Outcome(0, Double.NaN, 600, 1.24, 0);
		Load.Outcome losing = new Load.Outcome(0, 3_000, 0, Double.NaN, 599.5);
		assertThat(Shedding.row(new Shedding.Step(600, refusing, losing)))
			.isEqualTo("| 600 | 0 | none | 600 | 1.2 ms | 0.0 | 0 | more than 3000 ms | 599.5 |");
		assertThat(Shedding.row(new Shedding.Step(600, losing, refusing)))
			.isEqualTo("| 600 | 0 | more than 3000 ms | 0 | none | 599.5 | 0 | none | 0.0 |");
	}

}
