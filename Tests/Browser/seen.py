"""What a person sees of a part of the page, read from a picture of the screen: canvases of workers cannot be read from the page."""

import base64

READ = """async ([picture, step]) => {
    const image = new Image()
    image.src = 'data:image/png;base64,' + picture
    await image.decode()
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height })
    const x = canvas.getContext('2d')
    x.drawImage(image, 0, 0)
    const d = x.getImageData(0, 0, image.width, image.height).data
    const seen = new Map()
    for (let i = 0; i < d.length; i += 4 * step) {
        const colour = (d[i] >> 3) * 1024 + (d[i + 1] >> 3) * 32 + (d[i + 2] >> 3)
        seen.set(colour, (seen.get(colour) ?? 0) + 1)
    }
    return [...seen]
}"""


def shades(visit, selector: str, step: int = 7) -> dict[int, int]:
    """Colours of five bits a channel, and how often each stands on the screen."""
    picture = base64.b64encode(visit.page.locator(selector).first.screenshot()).decode()
    return {colour: count for colour, count in visit.page.evaluate(READ, [picture, step])}


def colours(visit, selector: str) -> int:
    """How many colours a map shows: one or two mean that nothing was drawn."""
    return len(shades(visit, selector, 53))
