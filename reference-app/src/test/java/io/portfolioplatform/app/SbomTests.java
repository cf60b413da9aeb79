package io.portfolioplatform.app;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the bill of materials in the jar that goes into production; run after it is
 * packaged.
 */
@Tag("packaged")
class SbomTests {

	private static final String LIBRARIES = "BOOT-INF/lib/";

	/**
	 * Added by the packaging itself, to extract layers.
	 */
	private static final String OF_THE_PACKAGING = "spring-boot-jarmode-tools-";

	@Test
	void namesEveryLibraryOfTheJarWithItsChecksumAndNoOther() throws IOException {
		try (JarFile jar = new JarFile(System.getProperty("production.jar"))) {
			Map<String, String> named = new HashMap<>(named(jar));
			Map<String, String> packed = packed(jar);
			assertThat(packed.keySet()).anyMatch((name) -> name.startsWith("redisson-"))
				.anyMatch((name) -> name.startsWith("postgresql-"))
				.anyMatch((name) -> name.startsWith("platform-redis-"));
			assertThat(named).containsAllEntriesOf(packed);
			named.keySet().removeAll(packed.keySet());
			assertThat(named.keySet()).as("without classes, so not packed")
				.allMatch((name) -> name.startsWith("spring-boot-starter-"));
		}
	}

	@Test
	void isWhereSpringBootLooksForItAndTheSameForTheSameSources() throws IOException {
		try (JarFile jar = new JarFile(System.getProperty("production.jar"))) {
			assertThat(jar.getManifest().getMainAttributes().getValue("Sbom-Format")).isEqualTo("CycloneDX");
			JsonNode bill = bill(jar);
			assertThat(bill.path("metadata").path("component").path("name").stringValue()).isEqualTo("reference-app");
			assertThat(bill.has("serialNumber") || bill.path("metadata").has("timestamp")).isFalse();
		}
	}

	private static Map<String, String> named(JarFile jar) throws IOException {
		return bill(jar).path("components")
			.valueStream()
			.collect(Collectors.toMap(
					(component) -> component.path("name").stringValue() + "-" + component.path("version").stringValue(),
					SbomTests::sha256));
	}

	private static String sha256(JsonNode component) {
		return component.path("hashes")
			.valueStream()
			.filter((hash) -> hash.path("alg").stringValue().equals("SHA-256"))
			.map((hash) -> hash.path("content").stringValue())
			.collect(Collectors.joining());
	}

	private static JsonNode bill(JarFile jar) throws IOException {
		String place = jar.getManifest().getMainAttributes().getValue("Sbom-Location");
		assertThat(place).isEqualTo("META-INF/sbom/application.cdx.json");
		try (InputStream bill = jar.getInputStream(jar.getEntry(place))) {
			return JsonMapper.shared().readTree(bill);
		}
	}

	private static Map<String, String> packed(JarFile jar) throws IOException {
		Map<String, String> packed = new TreeMap<>();
		Set<JarEntry> libraries = jar.stream()
			.filter((entry) -> entry.getName().startsWith(LIBRARIES) && entry.getName().endsWith(".jar"))
			.filter((entry) -> !entry.getName().startsWith(LIBRARIES + OF_THE_PACKAGING))
			.collect(Collectors.toSet());
		for (JarEntry library : libraries) {
			String name = library.getName().substring(LIBRARIES.length()).replaceFirst("\\.jar$", "");
			try (InputStream content = jar.getInputStream(library)) {
				packed.put(name, sha256(content.readAllBytes()));
			}
		}
		return packed;
	}

	private static String sha256(byte[] content) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
