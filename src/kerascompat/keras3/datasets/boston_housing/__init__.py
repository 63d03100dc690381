__import__("kerascompat._loader")._loader.load(__name__)
