package io.portfolioplatform.app;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the bill of materials in the jar that goes into production; run after it is
 * packaged. An offline build makes none: then the jar must not promise one.
 */
@Tag("packaged")
class SbomTests {

	private static final String PLACE = "META-INF/sbom/application.cdx.json";

	private static final String LIBRARIES = "BOOT-INF/lib/";

	/**
	 * Added by the packaging itself, to extract layers.
	 */
	private static final String OF_THE_PACKAGING = "spring-boot-jarmode-tools-";

	private final JarFile jar;

	SbomTests() throws IOException {
		this.jar = new JarFile(System.getProperty("production.jar"));
	}

	@AfterEach
	void close() throws IOException {
		this.jar.close();
	}

	@Test
	void isPromisedWhereItIs() throws IOException {
		boolean made = this.jar.getEntry(PLACE) != null;
		assertThat(made || "offline: true".equals(System.getProperty("maven.mode"))).isTrue();
		assertThat(this.jar.getManifest().getMainAttributes().getValue("Sbom-Location")).isEqualTo(made ? PLACE : null);
	}

	@Test
	void namesEveryLibraryOfTheJarWithItsChecksumAndNoOther() throws IOException {
		Map<String, String> packed = packed();
		assertThat(packed.keySet()).anyMatch((name) -> name.startsWith("redisson-"))
			.anyMatch((name) -> name.startsWith("postgresql-"))
			.anyMatch((name) -> name.startsWith("platform-redis-"));
		for (JsonNode bill : bill()) {
			Map<String, String> named = bill.path("components")
				.valueStream()
				.collect(Collectors.toMap((component) -> text(component, "name") + "-" + text(component, "version"),
						SbomTests::sha256));
			assertThat(named).containsAllEntriesOf(packed);
			named.keySet().removeAll(packed.keySet());
			assertThat(named.keySet()).as("without classes, so not packed")
				.allMatch((name) -> name.startsWith("spring-boot-starter-"));
		}
	}

	@Test
	void isTheSameForTheSameSources() throws IOException {
		for (JsonNode bill : bill()) {
			assertThat(text(bill.path("metadata").path("component"), "name")).isEqualTo("reference-app");
			assertThat(bill.has("serialNumber") || bill.path("metadata").has("timestamp")).isFalse();
		}
	}

	/**
	 * The bill, or none in an offline build.
	 */
	private List<JsonNode> bill() throws IOException {
		JarEntry entry = this.jar.getJarEntry(PLACE);
		if (entry == null) {
			return List.of();
		}
		try (InputStream bill = this.jar.getInputStream(entry)) {
			return List.of(JsonMapper.shared().readTree(bill));
		}
	}

	private static String text(JsonNode node, String name) {
		return node.path(name).stringValue();
	}

	private static String sha256(JsonNode component) {
		return component.path("hashes")
			.valueStream()
			.filter((hash) -> text(hash, "alg").equals("SHA-256"))
			.map((hash) -> text(hash, "content"))
			.collect(Collectors.joining());
	}

	private Map<String, String> packed() throws IOException {
		Map<String, String> packed = new TreeMap<>();
		for (JarEntry entry : this.jar.stream().toList()) {
			String name = entry.getName();
			if (name.startsWith(LIBRARIES) && name.endsWith(".jar") && !name.startsWith(LIBRARIES + OF_THE_PACKAGING)) {
				try (InputStream content = this.jar.getInputStream(entry)) {
					packed.put(name.substring(LIBRARIES.length(), name.length() - ".jar".length()),
							sha256(content.readAllBytes()));
				}
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
