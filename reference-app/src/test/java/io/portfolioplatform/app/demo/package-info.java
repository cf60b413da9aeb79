/**
 * What the demo adds to the application: servers, users and a clock of its own.
 */
package io.portfolioplatform.app.demo;
