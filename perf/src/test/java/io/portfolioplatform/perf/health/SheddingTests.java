package io.portfolioplatform.perf.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Shedding}.
 */
class SheddingTests {

	@Test
	void theKeptTableIsThatOfTheFigures() throws IOException {
		List<Shedding.Step> steps = new JsonMapper().readValue(Path.of("results/shedding.json"), new TypeReference<>() {
		});
		String kept = Files.readString(Path.of("results/shedding.md"));
		String machine = Shedding.machine(kept);
		assertThat(kept).isEqualTo(Shedding.table(steps, machine));
		assertThat(machine).as("with the core that offers the load").doesNotStartWith("1 cores");
	}

	@Test
	void saysWhatWasLostInsteadOfNoTime() {
		Load.Outcome refusing = new Load.Outcome(0, Double.NaN, 600, 1.24, 0);
		Load.Outcome losing = new Load.Outcome(0, 3_000, 0, Double.NaN, 599.5);
		assertThat(Shedding.row(new Shedding.Step(600, List.of(refusing), List.of(losing))))
			.isEqualTo("| 600 | 0 | 0 to 0 | none | 600 | 1.2 ms | 0.0 | 0 | 0 to 0 | more than 3000 ms | 599.5 |");
		assertThat(Shedding.row(new Shedding.Step(600, List.of(losing), List.of(refusing))))
			.isEqualTo("| 600 | 0 | 0 to 0 | more than 3000 ms | 0 | none | 599.5 | 0 | 0 to 0 | none | 0.0 |");
	}

	@Test
	void takesMediansOfTheRoundsInWhichThereIsAFigure() {
		List<Load.Outcome> with = List.of(new Load.Outcome(198, 70, 0, Double.NaN, 0),
				new Load.Outcome(160, 400, 2, 1.5, 0.5), new Load.Outcome(200, 60, 1, 0.5, 0));
		assertThat(Shedding.row(new Shedding.Step(200, with, with.subList(0, 1))))
			.isEqualTo("| 200 | 198 | 160 to 200 | 70 ms | 1 | 1.0 ms | 0.0 | 198 | 198 to 198 | 70 ms | 0.0 |");
	}

}
