package io.portfolioplatform.perf.ratelimit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was measured of limits that processes share, and the tables of it.
 *
 * @param directory where they are
 */
public record KeptLimits(Path directory) {

	static final String DECISIONS = "limit-decisions";

	static final String LEASES = "limit-leases";

	static final String OUTAGE = "limit-outage";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/**
	 * Write those tables anew whose figures were kept. What they say of how and on what
	 * these were measured stays.
	 * @throws IOException if a result cannot be read or written
	 */
	public void writeAnew() throws IOException {
		writeAnew(DECISIONS, new TypeReference<Map<String, List<Sample>>>() {
		}, HotKey::table);
		writeAnew(LEASES, new TypeReference<List<Leases.Row>>() {
		}, Leases::table);
		writeAnew(OUTAGE, new TypeReference<List<Outage.Loss>>() {
		}, Outage::table);
	}

	private <T> void writeAnew(String name, TypeReference<T> figures, Function<T, Results> table) throws IOException {
		Path file = this.directory.resolve(name + ".json");
		if (Files.exists(file)) {
			table.apply(JSON.readValue(file, figures)).writeAnew(this.directory.resolve(name + ".md"));
		}
	}

}
