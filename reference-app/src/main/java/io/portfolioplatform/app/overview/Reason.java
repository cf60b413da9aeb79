package io.portfolioplatform.app.overview;

/**
 * Why a figure is absent, or what to know about one that is there.
 *
 * @param code stable identifier for programs
 * @param message sentence for people
 */
public record Reason(String code, String message) {

}
