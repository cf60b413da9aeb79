package io.portfolioplatform.house;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every property of the starters and of the application tells its users what it is and
 * what it is when they say nothing.
 */
class ConfigurationMetadataTests {

	private static final List<String> OURS = List.of("platform.", "portfolio.", "supabase.");

	private final List<JsonNode> properties = read();

	@Test
	void everyModulePublishesItsProperties() {
		for (String prefix : List.of("platform.redis.", "platform.cache.", "platform.db-pool.", "platform.ratelimit.",
				"platform.health.", "portfolio.jobs.", "supabase.")) {
			assertThat(this.properties).as(prefix).anyMatch((property) -> name(property).startsWith(prefix));
		}
	}

	@Test
	void everyPropertyIsDescribed() {
		assertThat(this.properties).allSatisfy((property) -> assertThat(property.path("description").asString(""))
			.as("description of " + name(property))
			.isNotBlank());
	}

	@Test
	void everyPropertySaysItsDefault() {
		assertThat(this.properties).filteredOn((property) -> !isCollection(property))
			.allSatisfy(
					(property) -> assertThat(property.has("defaultValue")).as("default of " + name(property)).isTrue());
	}

	/**
	 * The scorecard knows of the pool only its meters, and judges the age of a lease all
	 * the same by how long leases last.
	 */
	@Test
	void aLeaseIsLateWhenItHasRunOut() {
		assertThat(defaultOf("platform.health.scorecard.lease-age.objective"))
			.isEqualTo(defaultOf("platform.db-pool.budget.ttl"));
	}

	private String defaultOf(String name) {
		return this.properties.stream()
			.filter((property) -> name(property).equals(name))
			.map((property) -> property.path("defaultValue").asString())
			.findFirst()
			.orElseThrow();
	}

	/**
	 * The default of a list or a map is an empty one, which metadata cannot express.
	 */
	private static boolean isCollection(JsonNode property) {
		return property.path("type").asString("").startsWith("java.util.");
	}

	private static String name(JsonNode property) {
		return property.path("name").asString("");
	}

	private static List<JsonNode> read() {
		try {
			List<JsonNode> properties = new ArrayList<>();
			for (URL url : Collections.list(ConfigurationMetadataTests.class.getClassLoader()
				.getResources("META-INF/spring-configuration-metadata.json"))) {
				try (InputStream json = url.openStream()) {
					JsonMapper.shared().readTree(json).path("properties").forEach((property) -> {
						if (OURS.stream().anyMatch(name(property)::startsWith)) {
							properties.add(property);
						}
					});
				}
			}
			return properties;
		}
		catch (IOException ex) {
			throw new IllegalStateException("cannot read the configuration metadata", ex);
		}
	}

}
