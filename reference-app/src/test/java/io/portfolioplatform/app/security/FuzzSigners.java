package io.portfolioplatform.app.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * Signs for {@link TokenFuzzTests}: with the project's keys, of which it publishes two,
 * with keys of an attacker and with published keys taken for secrets.
 *
 * @param url URL of the project
 * @param signers the signers by name
 */
record FuzzSigners(String url, Map<String, Signer> signers) {

	static final String SECRET = "only-for-fuzzing-0123456789-0123456789";

	private static final Signer NOBODY = new Signer("", JWSAlgorithm.HS256, null);

	static FuzzSigners publish() {
		try {
			ECKey ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
			RSAKey rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
			Map<String, Signer> signers = new HashMap<>();
			signers.put("secret", new Signer("HS256", JWSAlgorithm.HS256, new MACSigner(SECRET)));
			signers.put("ec", new Signer("ES256", JWSAlgorithm.ES256, new ECDSASigner(ec)));
			signers.put("rsa", new Signer("RS256", JWSAlgorithm.RS256, new RSASSASigner(rsa)));
			signers.put("rsa-pss", new Signer("", JWSAlgorithm.PS256, new RSASSASigner(rsa)));
			signers.put("secret-512", new Signer("", JWSAlgorithm.HS512, new MACSigner(SECRET + SECRET)));
			signers.put("rsa-as-secret",
					new Signer("", JWSAlgorithm.HS256, new MACSigner(rsa.toRSAPublicKey().getEncoded())));
			signers.put("ec-as-secret",
					new Signer("", JWSAlgorithm.HS256, new MACSigner(ec.toPublicJWK().toJSONString())));
			signers.put("own-ec",
					new Signer("", JWSAlgorithm.ES256, new ECDSASigner(new ECKeyGenerator(Curve.P_256).generate())));
			signers.put("own-rsa",
					new Signer("", JWSAlgorithm.RS256, new RSASSASigner(new RSAKeyGenerator(2048).generate())));
			return new FuzzSigners(serve(new JWKSet(List.of(ec, rsa)).toString()), signers);
		}
		catch (JOSEException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String serve(String keys) throws IOException {
		byte[] published = keys.getBytes(StandardCharsets.UTF_8);
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/auth/v1/.well-known/jwks.json", (exchange) -> {
			exchange.sendResponseHeaders(200, published.length);
			exchange.getResponseBody().write(published);
			exchange.close();
		});
		server.start();
		return "http://localhost:" + server.getAddress().getPort();
	}

	String issuer() {
		return this.url + "/auth/v1";
	}

	Signer named(String name) {
		return this.signers.getOrDefault(name, NOBODY);
	}

	/**
	 * One who signs.
	 *
	 * @param accepted the algorithm with which tokens may be accepted, empty if with none
	 * @param algorithm the algorithm it signs with
	 * @param signer signs; {@code null} for an empty signature
	 */
	record Signer(String accepted, JWSAlgorithm algorithm, @Nullable JWSSigner signer) {

		String sign(String content) {
			try {
				return (this.signer != null)
						? this.signer.sign(new JWSHeader(this.algorithm), content.getBytes(StandardCharsets.US_ASCII))
							.toString()
						: "";
			}
			catch (JOSEException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
