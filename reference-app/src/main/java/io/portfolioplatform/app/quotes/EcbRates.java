package io.portfolioplatform.app.quotes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Reads the euro reference rates in the European Central Bank's format: a {@code Cube}
 * for each day with a {@code Cube} for each currency.
 */
@Component
class EcbRates {

	private final RestClient http;

	private final RestClient history;

	private final ProviderAttempts attempts;

	EcbRates(EcbProperties properties) {
		this.http = ProviderHttp.to(properties.url(), properties.timeout());
		this.history = ProviderHttp.to(properties.historyUrl(), properties.timeout());
		this.attempts = new ProviderAttempts("ecb", properties.retryDelay());
	}

	/**
	 * Fetches the rates, as {@link ProviderAttempts} does.
	 * @return units of each currency that one euro buys, by day
	 */
	Map<LocalDate, Map<String, BigDecimal>> fetch() {
		return this.attempts.ask(() -> read(once(this.http)));
	}

	/**
	 * Fetches the rates of all days.
	 * @return the same since 1999
	 */
	SortedMap<LocalDate, Map<String, BigDecimal>> fetchHistory() {
		return this.attempts.ask(() -> EcbHistory.read(once(this.history)));
	}

	private static byte[] once(RestClient http) {
		try {
			return ProviderHttp.read(http.get());
		}
		catch (RestClientException ex) {
			throw new ProviderException(ProviderException.Kind.FAILED,
					"The European Central Bank cannot be reached: " + ex.getMessage());
		}
	}

	static Map<LocalDate, Map<String, BigDecimal>> read(byte[] xml) {
		Map<LocalDate, Map<String, BigDecimal>> rates = new TreeMap<>();
		try {
			NodeList cubes = parse(xml).getElementsByTagNameNS("*", "Cube");
			for (int at = 0; at < cubes.getLength(); at++) {
				Element cube = (Element) cubes.item(at);
				if (cube.hasAttribute("currency") && cube.getParentNode() instanceof Element day) {
					rates.computeIfAbsent(LocalDate.parse(day.getAttribute("time")), (key) -> new HashMap<>())
						.put(cube.getAttribute("currency"), positive(cube.getAttribute("rate")));
				}
			}
		}
		catch (SAXException | IOException | DateTimeException | NumberFormatException ex) {
			throw new ProviderException(ProviderException.Kind.FAILED,
					"The European Central Bank's rates cannot be read: " + ex.getMessage());
		}
		if (rates.isEmpty()) {
			throw new ProviderException(ProviderException.Kind.FAILED, "The European Central Bank answers no rates");
		}
		return rates;
	}

	static BigDecimal positive(String rate) {
		BigDecimal number = new BigDecimal(rate);
		if (number.signum() <= 0) {
			throw new NumberFormatException(rate + " is no rate");
		}
		return number;
	}

	private static Document parse(byte[] xml) throws SAXException, IOException {
		try {
			DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
			factory.setNamespaceAware(true);
			factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
			// Without document types there are no entities that could be opened.
			factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
			return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
		}
		catch (ParserConfigurationException ex) {
			throw new IllegalStateException("Every Java platform has this parser", ex);
		}
	}

}
