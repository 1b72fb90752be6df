package org.onewindow.journey;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a page says, and in which language. */
public final class Spoken {

    private static final Pattern NO_TEXT =
            Pattern.compile("(?s)<(script|style|textarea)\\b.*?</\\1>|<!--.*?-->|<head>.*?</head>");

    /** What is said in another language than the page's says so: names, addresses, what people typed. */
    private static final Pattern MARKED = Pattern.compile("(?s)<(\\w+)\\b[^>]*\\blang=\"[^\"]+\"[^>]*>.*?</\\1>");

    private static final Pattern SPOKEN =
            Pattern.compile("(?:aria-label|title|alt|placeholder)=\"([^\"]*)\"|>([^<]+)<");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern ENGLISH = Pattern.compile("\\b[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}\\b");

    /** Plates, names of people and the mark of the viewer's makers are the same in every language. */
    private static final Pattern DATA = Pattern.compile(
            "Powered by bpmn\\.io|\\p{IsHan}[A-Z][A-Z0-9]{4,6}\\b|\\p{IsHan}\\*+|王芳|孙磊|李娜|张伟|陈刚|赵敏|郑浩|吴静|刘洋|马超|林燕");

    private static final Pattern UNSAID = Pattern.compile("\\?\\?[\\w.-]+\\?\\?");

    private Spoken() {}

    /** What a page says in the other language without saying so, and words that it lacks. */
    public static Set<String> strange(String html, String language) {
        var strange = new TreeSet<String>();
        Matcher unsaid = UNSAID.matcher(html);
        while (unsaid.find()) {
            strange.add("lacks " + unsaid.group());
        }
        boolean english = language.equals("en");
        for (String text : texts(html)) {
            if ((english ? HAN : ENGLISH).matcher(text).find()) {
                strange.add("says in " + language + ": " + text);
            }
        }
        return strange;
    }

    private static List<String> texts(String html) {
        String rest = NO_TEXT.matcher(html.substring(html.indexOf("<body"))).replaceAll("<>");
        rest = MARKED.matcher(rest).replaceAll("<>");
        var texts = new ArrayList<String>();
        Matcher said = SPOKEN.matcher(rest);
        while (said.find()) {
            String text = said.group(1) == null ? said.group(2) : said.group(1);
            String words = DATA.matcher(text.strip()).replaceAll("");
            if (!words.isEmpty()) {
                texts.add(words);
            }
        }
        return texts;
    }
}
