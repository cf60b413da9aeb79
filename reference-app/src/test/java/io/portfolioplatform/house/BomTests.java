package io.portfolioplatform.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code platform-bom} lists every published module, at the version of the build.
 */
class BomTests {

	private static final XPath XPATH = XPathFactory.newInstance().newXPath();

	private final Document parent = parse(Path.of("..", "pom.xml"));

	private final Document bom = parse(Path.of("..", "platform-bom", "pom.xml"));

	@Test
	void listsEveryPublishedModule() {
		List<String> published = texts(this.parent, "/project/modules/module").stream()
			.filter((module) -> module.startsWith("platform-") && !module.equals("platform-bom"))
			.toList();
		assertThat(published).isNotEmpty();
		assertThat(texts(this.bom, "//dependencyManagement/dependencies/dependency/artifactId"))
			.containsExactlyInAnyOrderElementsOf(published);
	}

	@Test
	void hasTheVersionOfTheBuild() {
		assertThat(texts(this.bom, "/project/version")).isEqualTo(texts(this.parent, "/project/version"));
	}

	@Test
	void everyPublishedModuleHasItsConsumer() throws IOException {
		try (var folders = Files.list(Path.of("..", "platform-bom", "src", "it"))) {
			assertThat(folders.filter(Files::isDirectory).map((folder) -> folder.getFileName().toString()))
				.containsExactlyInAnyOrderElementsOf(
						texts(this.bom, "//dependencyManagement/dependencies/dependency/artifactId"));
		}
	}

	private static List<String> texts(Document document, String expression) {
		try {
			NodeList nodes = (NodeList) XPATH.evaluate(expression, document, XPathConstants.NODESET);
			return IntStream.range(0, nodes.getLength())
				.mapToObj((index) -> nodes.item(index).getTextContent().strip())
				.toList();
		}
		catch (XPathExpressionException ex) {
			throw new IllegalArgumentException(expression, ex);
		}
	}

	private static Document parse(Path pom) {
		try {
			return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
		}
		catch (SAXException | IOException | ParserConfigurationException ex) {
			throw new IllegalStateException("cannot read " + pom, ex);
		}
	}

}
