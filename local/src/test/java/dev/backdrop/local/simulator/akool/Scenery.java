package dev.backdrop.local.simulator.akool;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Pictures on which a person sees at a glance what was moved where. */
final class Scenery {

    static final Color SUBJECT = new Color(200, 40, 40);
    static final Color MARK = new Color(250, 250, 250);
    static final Color SKY = new Color(40, 60, 200);
    static final Color RING = new Color(20, 140, 60);
    static final List<Color> STRIPES = List.of(Color.DARK_GRAY, Color.ORANGE, new Color(0, 160, 170), Color.PINK);

    private Scenery() {}

    /** A red disc in the middle of blue, with a white mark up and left of it. */
    static BufferedImage portrait(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = picture.createGraphics();
        canvas.setColor(SKY);
        canvas.fillRect(0, 0, width, height);
        canvas.setColor(SUBJECT);
        int disc = height / 2;
        canvas.fillOval((width - disc) / 2, (height - disc) / 2, disc, disc);
        canvas.setColor(MARK);
        canvas.fillRect(width / 4 - width / 25, height / 4 - height / 25, width / 12, height / 12);
        canvas.dispose();
        return picture;
    }

    /** Four upright stripes. */
    static BufferedImage stripes(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = picture.createGraphics();
        for (int stripe = 0; stripe < STRIPES.size(); stripe++) {
            canvas.setColor(STRIPES.get(stripe));
            canvas.fillRect(stripe * width / STRIPES.size(), 0, width / STRIPES.size(), height);
        }
        canvas.dispose();
        return picture;
    }

    /** A green frame around nothing, with a green line below its middle. */
    static BufferedImage ring(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D canvas = picture.createGraphics();
        canvas.setColor(RING);
        canvas.setStroke(new BasicStroke(width / 6f));
        canvas.drawRect(0, height / 8, width, height * 3 / 4);
        canvas.fillRect(0, height * 3 / 4, width, height / 40);
        canvas.dispose();
        return picture;
    }
}
