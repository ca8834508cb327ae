"""Words for the corpus: as many and as unequally frequent as in a newspaper, meaning nothing."""

import random
from itertools import accumulate

_ONSETS = "b c ch d đ g gi h kh l m n ng nh ph qu r s t th tr v x".split()
_RIMES = (
    "a à á ả ã ạ an àn ảng anh ành ánh ao ảo ăn ắn ăng ắc âm ấp ân ần ất ây ấy em én ẹn ề ế ên ền "
    "ện êu ệu i ì í ị iên iến iện iết iệt in ín inh ình ính o ó ò ỏ oi ỏi ong òng ông ồng ộng ô ố "
    "ồ ộ ơ ở ờ ợi ơn ơi u ú ù ung ùng ư ừ ự ức ưng ứng ươi ượng ương ường ước uân uấn uyên uyết"
).split()
_STEMS = (
    "act art bas bear benef build camp cap car cent chang clear collect command commun compet "
    "condit connect construct consult contin cord creat defend deliv develop direct discuss drill "
    "educ effect emul engin equip estab exam exerc expert field form gather govern guard guid "
    "heal honour improv inform inspect instruct labour lead learn maint manag march measur medic "
    "memor merit mobil motiv nation observ offic open organ part patrol peac plan port practic "
    "prais prepar present preserv produc progress promot protect public qualit read record regul "
    "repair report rescu respect respons result review reward school secur serv social soldier "
    "solid staff stand station strateg strength study suppl support survey system task teach team "
    "techn train transport travel unit village visit vol water weld work youth"
).split()
_ENDINGS = ["", *"s ed ing ion er ers al ment ive ity able ance ure".split()]
_SMALL = {
    "vi": "và các của cho trong với đã được những một đến tại năm ngày là từ có này".split(),
    "en": "the of and to in a for with was were by at on from has this that as".split(),
}


class Vocabulary:
    """Words of one language, the first of them far more frequent than the last.

    Frequencies follow the law of Zipf and Mandelbrot: the word of rank r has the weight 1/(r + 10).
    """

    def __init__(self, lang: str, chance: random.Random) -> None:
        if lang == "vi":
            made = [onset + rime for onset in _ONSETS for rime in _RIMES]
        else:
            made = [stem + ending for stem in _STEMS for ending in _ENDINGS]
        chance.shuffle(made)
        self.words = [*_SMALL[lang], *made]
        self._weights = list(accumulate(1 / (rank + 10) for rank in range(len(self.words))))

    def take(self, chance: random.Random, count: int) -> str:
        """Return ``count`` words with spaces between them."""
        return " ".join(chance.choices(self.words, cum_weights=self._weights, k=count))

    def sentence(self, chance: random.Random, count: int) -> str:
        """Return ``count`` words as a sentence: a capital letter, a full stop."""
        return self.take(chance, count).capitalize() + "."
