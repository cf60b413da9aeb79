package io.portfolioplatform.deploy;

import java.util.Map;

import io.portfolioplatform.test.RequiresDocker;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The drill with a small database: how long one of 1 GB took is in the README.
 */
@RequiresDocker
@Tag("image")
class RestoreDrillTests {

	@Test
	void restoresWhatItBackedUp() throws Exception {
		String output = Commands.run(Map.of(), "deploy/bin/restore-drill", "24");
		assertThat(output).containsPattern("filled: 2[4-9] MB|filled: 3\\d MB")
			.containsPattern("backup \\d+ s, restore \\d+ s; rows, checksums, structure and rights are the same");
		System.out.println("restore drill: " + output.lines().reduce("", (first, second) -> second));
	}

}
