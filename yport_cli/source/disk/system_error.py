"""Why the system refuses a file, in both languages."""

import errno

from yport_cli.core.issues.sentence import Sentence

_JAPANESE = {
    errno.EACCES: "権限がありません",
    errno.EPERM: "権限がありません",
    errno.ENOENT: "その場所がありません",
    errno.ENOTDIR: "途中がフォルダーではありません",
    errno.EISDIR: "フォルダーです",
    errno.EROFS: "読み取り専用の場所です",
    errno.ENOSPC: "空き容量がありません",
    errno.EDQUOT: "割り当てられた容量を超えます",
    errno.ENAMETOOLONG: "名前が長すぎます",
    errno.ELOOP: "リンクが輪になっています",
    errno.EMFILE: "開いているファイルが多すぎます",
    errno.ENFILE: "開いているファイルが多すぎます",
    errno.EBUSY: "ほかのプログラムが使っています",
    errno.EIO: "読み書きの途中で装置が失敗しました",
}


def reason_of(error: OSError) -> Sentence:
    """What `error` says; in Japanese the usual reasons, and the system's own words for others."""
    english = error.strerror or str(error)
    return Sentence(_JAPANESE.get(error.errno or 0, english), english)
