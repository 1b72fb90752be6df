/**
 * How fast the packaged application is: {@code mvn -q -B -Pbench verify} starts the jar on a new database, drives it over HTTP
 * and writes {@code target/bench/report.md}. Not part of the tests: it asserts answers, never times.
 */
package org.onewindow.bench;
